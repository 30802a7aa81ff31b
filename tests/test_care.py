"""Care links: what comes of accepting an invitation, and of ending it."""

import asyncio
import os
import uuid

import asyncpg
import httpx
import pytest

from api import bell
from tests.derivations import care_link_mac, keys_hash
from tests.facts import check_in
from tests.people import Person, acceptance, card_of, link, new_patient, refusal
from tests.sealing import b64, write_edit


async def test_accepting_links_the_two_and_each_holds_what_it_has_to_check(ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    accepted = await ana.accept(invited, theo)
    assert accepted == {
        "id": accepted["id"],
        "with": card_of(theo),
        "since": accepted["since"],
        "invitation": None,
        "mac": None,
    }
    assert await ana.care_links() == [accepted]
    [seen_by_theo] = await theo.care_links()
    mac = care_link_mac(invited.secret, theo.id, ana.id, ana.keys.recipient, ana.keys.verify_key)
    assert seen_by_theo == accepted | {"with": card_of(ana), "invitation": invited.id, "mac": b64(mac)}
    # The keys on the card are those that the link's fragment was made for.
    card = accepted["with"]
    keys = theo.keys
    assert keys_hash(card["id"], card["recipient"], card["verify_key"]) == keys_hash(
        keys.account, keys.recipient, keys.verify_key
    )


async def test_accepting_shares_nothing(ana: Person, theo: Person) -> None:
    await ana.push(write_edit(ana.keys, check_in(), {"note": "from before"}))
    await link(theo, ana)
    page = await theo.pull()
    assert (page["entries"], page["withdrawn"]) == ([], [])


async def test_an_acceptance_whose_answer_was_lost_is_answered_again(ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    assert await ana.accept(invited, theo) == await ana.accept(invited, theo)
    assert len(await theo.care_links()) == 1


async def test_parallel_acceptances_of_one_patient_make_one_link(ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    links = await asyncio.gather(*(ana.accept(invited, theo) for _ in range(20)))
    assert len({each["id"] for each in links}) == 1


async def test_of_a_hundred_people_with_one_link_one_is_let_in(
    client: httpx.AsyncClient, theo: Person
) -> None:
    invited = await theo.invite()
    people = await asyncio.gather(*(new_patient(client, "ana") for _ in range(25)))
    tries = [person for person in people for _ in range(4)]
    answers = await asyncio.gather(
        *(each.http.post("/api/care-links", json=acceptance(invited, theo, each)) for each in tries)
    )
    # The one who was first may ask again and is told the same.
    assert {(refusal(a)) for a in answers if a.status_code != 201} == {(409, "invitation-used")}
    assert len({a.json()["id"] for a in answers if a.status_code == 201}) == 1
    assert sum(a.status_code == 201 for a in answers) == 4
    assert len(await theo.care_links()) == 1


async def test_mallory_is_in_nobodys_care(ana: Person, theo: Person, mallory: Person) -> None:
    invited = await theo.invite()
    there = await link(theo, ana)
    assert await mallory.care_links() == []
    for method, route, known in (
        ("DELETE", "/api/care-links/", there["id"]),
        ("DELETE", "/api/invitations/", invited.id),
    ):
        foreign = await mallory.http.request(method, f"{route}{known}")
        absent = await mallory.http.request(method, f"{route}{uuid.uuid4()}")
        assert (foreign.status_code, foreign.content) == (404, absent.content)
    guess = {"invitation": b64(os.urandom(16)), "mac": b64(bytes(32))}
    answer = await mallory.http.post("/api/care-links", json=guess)
    assert refusal(answer) == (404, "invitation-not-found")
    assert len(await ana.care_links()) == 1
    await ana.accept(invited, theo)


@pytest.mark.parametrize("who", ["ana", "theo"])
async def test_either_side_ends_a_care_link(ana: Person, theo: Person, who: str) -> None:
    there = await link(theo, ana)
    person = {"ana": ana, "theo": theo}[who]
    assert (await person.http.delete(f"/api/care-links/{there['id']}")).status_code == 204
    assert (await ana.care_links(), await theo.care_links()) == ([], [])
    again = await person.http.delete(f"/api/care-links/{there['id']}")
    assert refusal(again) == (404, "care-link-not-found")


async def test_both_sides_hear_of_an_acceptance_and_of_an_end(ana: Person, theo: Person) -> None:
    """Open pages are told that there is more: a link that is there, or words that are not theirs any more."""
    hearing = asyncio.create_task(bell.answer_the_bell())
    rung = {person.id: bell.listen(uuid.UUID(person.id)) for person in (ana, theo)}
    async with asyncio.timeout(5):
        for event in rung.values():  # once, when the connection is there
            await event.wait()
            event.clear()
        there = await link(theo, ana)
        await rung[theo.id].wait()
        rung[theo.id].clear()
        await theo.http.delete(f"/api/care-links/{there['id']}")
        for event in rung.values():
            await event.wait()
    for id, event in rung.items():
        bell.hang_up(uuid.UUID(id), event)
    hearing.cancel()
    await asyncio.wait({hearing})


async def test_an_ended_care_link_is_not_brought_back_by_its_invitation(ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    there = await ana.accept(invited, theo)
    await ana.http.delete(f"/api/care-links/{there['id']}")
    answer = await ana.http.post("/api/care-links", json=acceptance(invited, theo, ana))
    assert refusal(answer) == (409, "invitation-used")
    anew = await link(theo, ana)
    assert anew["id"] != there["id"]
    assert [each["id"] for each in await theo.care_links()] == [anew["id"]]


async def test_accepting_anew_keeps_the_link_and_renews_its_proof(ana: Person, theo: Person) -> None:
    """A therapist who lost the first invitation's secret invites again; what is shared stays shared."""
    first = await link(theo, ana)
    await ana.push(write_edit(ana.keys, check_in(), {"note": "for theo"}, readers=[theo.keys]))
    invited = await theo.invite()
    assert (await ana.accept(invited, theo))["id"] == first["id"]
    [seen_by_theo] = await theo.care_links()
    assert seen_by_theo["invitation"] == invited.id
    assert len((await theo.pull())["entries"]) == 1


async def test_two_invitations_accepted_at_once_make_one_link(ana: Person, theo: Person) -> None:
    for _ in range(5):
        invited = [await theo.invite() for _ in range(4)]
        links = await asyncio.gather(*(ana.accept(each, theo) for each in invited))
        assert len({each["id"] for each in links}) == 1


async def test_accepting_and_ending_at_once_leave_one_answer(ana: Person, theo: Person) -> None:
    for _ in range(5):
        there = await link(theo, ana)
        invited = await theo.invite()
        _, ended, ended_too = await asyncio.gather(
            ana.accept(invited, theo),
            ana.http.delete(f"/api/care-links/{there['id']}"),
            theo.http.delete(f"/api/care-links/{there['id']}"),
        )
        assert sorted((ended.status_code, ended_too.status_code)) == [204, 404]
        left = [each["id"] for each in await ana.care_links()]
        assert left == [each["id"] for each in await theo.care_links()]
        assert len(left) <= 1
        for id in left:
            await ana.http.delete(f"/api/care-links/{id}")


async def test_changed_keys_do_not_pass_for_the_old_ones(
    ana: Person, theo: Person, admin: asyncpg.Connection
) -> None:
    """A server that puts its own keys in ana's place has no MAC for them: theo's device sees it."""
    invited = await theo.invite()
    await ana.accept(invited, theo)
    await admin.execute("UPDATE afterglow.account SET verify_key = $2 WHERE id = $1", ana.id, os.urandom(32))
    [seen] = await theo.care_links()
    person = seen["with"]
    expected = care_link_mac(invited.secret, theo.id, ana.id, person["recipient"], person["verify_key"])
    assert seen["mac"] != b64(expected)
