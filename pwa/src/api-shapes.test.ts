// The shapes that the app is written against are those of the API's own document. The type checker
// does the work: this file does not compile when they part.

import { expectTypeOf, test } from "vitest";
import type * as ours from "./api-shapes.ts";
import type { components } from "./api-types.ts";
import type { Questionnaire } from "./measures/questionnaire.ts";

type Api = components["schemas"];

/** The server leaves nothing out of an answer, also where it would not ask for it in a request. */
type Whole<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;
/** To the app it is a number, which it refuses when it is not the one it knows. */
type WithoutKdf<T> = Omit<T, "kdf">;

test("what the server answers is what the app reads", () => {
  expectTypeOf<Api["Instance"]>().toExtend<ours.Instance>();
  expectTypeOf<Api["Account"]>().toExtend<ours.Account>();
  expectTypeOf<Api["SignedIn"]>().toExtend<ours.SignedIn>();
  expectTypeOf<Api["InvitationCard"]>().toExtend<ours.Invitation>();
  expectTypeOf<Api["RecoveryBundle"]>().toExtend<ours.RecoveryBundle>();
  expectTypeOf<Api["SignInLine"]>().toExtend<ours.SignIn>();
  expectTypeOf<Api["CareLink"]>().toExtend<ours.CareLink>();
  expectTypeOf<Whole<Api["Entry"]>>().toExtend<ours.ServedEntry>();
  expectTypeOf<Whole<Api["FeedPage"]>>().toExtend<ours.Feed>();
  expectTypeOf<Api["DeliveryLine"]>().toExtend<ours.Delivery>();
  expectTypeOf<Api["SharingLine"]>().toExtend<ours.Sharing>();
  expectTypeOf<Whole<Api["Questionnaire"]>>().toExtend<Questionnaire>();
  expectTypeOf<Whole<Api["Result"]>>().toExtend<ours.Result>();
});

test("what the app sends is what the server takes", () => {
  expectTypeOf<WithoutKdf<ours.NewAccount>>().toExtend<WithoutKdf<Api["NewAccount"]>>();
  expectTypeOf<ours.Credentials>().toExtend<Api["Credentials"]>();
  expectTypeOf<WithoutKdf<ours.Recovery>>().toExtend<WithoutKdf<Api["Recovery"]>>();
  expectTypeOf<WithoutKdf<ours.NewPassword>>().toExtend<WithoutKdf<Api["PasswordChange"]>>();
  expectTypeOf<ours.NewRecoveryCode>().toExtend<Api["RecoveryCodeChange"]>();
  expectTypeOf<ours.WriteEdit>().toExtend<Partial<Api["Edit"]>>();
  expectTypeOf<ours.DeleteEdit>().toExtend<Partial<Api["Edit"]>>();
  expectTypeOf<ours.WithdrawEdit>().toExtend<Partial<Api["Edit"]>>();
});
