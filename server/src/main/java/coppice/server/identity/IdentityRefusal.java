package coppice.server.identity;

import coppice.server.kernel.About;
import coppice.server.kernel.Refusal;

/// What `identity` refuses.
public sealed interface IdentityRefusal extends Refusal {
    sealed interface Invalid extends IdentityRefusal, Refusal.Invalid {}

    /// Wrong address or wrong password: never said which.
    @About("email")
    record WrongSignIn() implements Invalid {}

    record TooManyTries() implements IdentityRefusal, Refusal.TooMany {}

    record LinkSpent() implements IdentityRefusal, Refusal.Conflict {}

    @About("email")
    record EmailTaken(String email) implements IdentityRefusal, Refusal.Conflict {}

    @About("email")
    record NotAnEmail(String email) implements Invalid {}

    @About("password")
    record PasswordTooShort(int shortest) implements Invalid {}
}
