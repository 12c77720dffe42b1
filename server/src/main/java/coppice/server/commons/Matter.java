package coppice.server.commons;

/// What a commons decides about; its charter has a procedure for each.
public enum Matter {
    /// The charter itself, its value equation included.
    CHARTER,
    /// Who belongs to it, and in which role.
    MEMBERSHIP,
    /// Sharing out the surplus.
    SURPLUS,
    /// Spending from the reserve.
    RESERVE,
    /// What cannot be undone: the lock and who has to consent to a change of it, what each class of owners
    /// gets, the handing on of what is locked, the end of the commons. Always by special resolution, never by
    /// stewards alone.
    LOCK,
    /// All else that people put to each other; enacts nothing by itself.
    OTHER
}
