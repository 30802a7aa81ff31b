// Who can see what: the honest sentences of security.md 2.3.

export function WhoCanSee() {
  return (
    <>
      <p>
        The people who run this server can see your e-mail address, when you write and how much,
        whom you share with, and the scores and effects you tick. They cannot read your words,
        unless they send your browser altered code. If that is a risk for you, run your own server.
      </p>
      <p>
        Your therapist sees only the entries that you share. You can take an entry back; what was
        already read stays read.
      </p>
      <p>
        Your words lie sealed on this device. Whoever unlocks the phone can open the app, so its own
        lock matters.
      </p>
      <p>Without your password and without your recovery code nobody can open your words again.</p>
    </>
  );
}

export function WhoCanSeeAsTherapist() {
  return (
    <>
      <p>
        You see only the entries that a patient shares with you, until they take them back. They see
        when you opened an entry.
      </p>
      <p>
        The people who run this server can see your e-mail address, whom you are linked with, when
        entries are shared and opened, and the scores and effects that patients tick. They cannot
        read the words, unless they send a browser altered code.
      </p>
    </>
  );
}
