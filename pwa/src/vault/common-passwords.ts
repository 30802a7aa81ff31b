/** What guessers try first, as far as it can have 15 characters. Written by hand from what is well known. */

/** Whole passwords, without spaces and signs. */
export const COMMON_PASSWORDS =
  `correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog
  tobeornottobethatisthequestion maytheforcebewithyou iamyourfatherluke loremipsumdolorsitamet
  onceuponatime onceuponatimethere ihavenopassword thisismypassword thisisapassword
  mypasswordispassword yourpasswordhere enteryourpassword ihatepasswords ihateremembering
  iforgotmypassword idontknowmypassword changethispassword pleasechangethis pleaseletmeinnow
  opensesameopensesame supercalifragilisticexpialidocious manchesterunited manchestercity
  liverpoolfootballclub youllneverwalkalone glorygloryman ihavenoideawhat iloveyousomuch
  iloveyouforever iloveyoumommy iloveyoubaby ilovemyfamily ilovemyhusband
  ilovemychildren ilovemydaughter ilovemymother ilovejesuschrist jesuschristsaves
  jesuslovesme jesusismysavior godisgoodallthetime godblessamerica inthenameofgod
  amazinggracehowsweet thelordismyshepherd hakunamatata onedayatatime liveyourlifetothefullest
  livelaughlove followyourdreams neverevergiveup nevergonnagiveyouup everythingisawesome
  winteriscoming valarmorghulis expectopatronum elementarymydearwatson houstonwehaveaproblem
  tothemoonandback twinkletwinklelittlestar happybirthdaytoyou merrychristmas
  romeoandjuliet beautyandthebeast thelordoftherings harrypotterandthe starwarsthelastjedi
  gameofthrones lordoftherings redhotchilipeppers rageagainstthemachine metallicametallica
  barcelonafootball realmadridclub newyorkyankees goldenstatewarriors dallascowboys`.split(/\s+/);

/** Pieces of which passwords are put together: nothing of their length counts. */
export const COMMON_PIECES =
  `password passwort passwords passw0rd p@ssword p@ssw0rd pa55word pa$$word contrasena motdepasse
  wachtwoord senha secret qwerty qwertz azerty iloveyou ilove loveyou letmein welcome willkommen
  admin administrator root user guest test testing default login master superman batman pokemon
  monkey dragon princess sunshine shadow football baseball basketball soccer hockey michael jordan
  jennifer charlie jessica ashley daniel computer internet whatever freedom trustno1 starwars
  samsung google facebook microsoft apple linkedin minecraft fortnite naruto hello summer winter
  spring autumn monday friday january february march april june july august september october
  november december abc123 123456 12345 1234 123 qazwsx 1q2w3e4r 1q2w3e zaq12wsx 111111 000000
  666666 777777 888888 999999 121212 696969 2020 2021 2022 2023 2024 2025 2026 2027
  afterglow ketamine ketamin esketamine spravato therapy therapist therapie patient journal
  clinic doctor depression anxiety`.split(/\s+/);
