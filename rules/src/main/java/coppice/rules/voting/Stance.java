package coppice.rules.voting;

/// What somebody says to a proposal.
public enum Stance {
    /// Consent: it is safe enough to try.
    NO_OBJECTION,
    /// Consent: it may go ahead, and this is to be heard.
    CONCERN,
    /// Consent: it would harm; it does not pass while this stands.
    OBJECTION,
    YES,
    NO,
    /// Takes part, and leaves it to the others.
    ABSTAIN,
    AGREE,
    /// There may be something better; I go along with what is decided.
    DISAGREE,
    /// It would do serious harm.
    BLOCK
}
