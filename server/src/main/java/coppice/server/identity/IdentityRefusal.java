package coppice.server.identity;

import coppice.server.kernel.Refusal;
import java.util.List;

/// What `identity` refuses.
public sealed interface IdentityRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    /// Wrong address or wrong password: never said which.
    record WrongSignIn() implements IdentityRefusal {
        @Override
        public String code() {
            return "wrong-sign-in";
        }

        @Override
        public String field() {
            return "email";
        }
    }

    record TooManyTries() implements IdentityRefusal {
        @Override
        public String code() {
            return "too-many-tries";
        }

        @Override
        public Kind kind() {
            return Kind.TOO_MANY;
        }
    }

    record LinkSpent() implements IdentityRefusal {
        @Override
        public String code() {
            return "link-spent";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record EmailTaken(String email) implements IdentityRefusal {
        @Override
        public String code() {
            return "email-taken";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public List<Object> facts() {
            return List.of(email);
        }

        @Override
        public String field() {
            return "email";
        }
    }

    record NotAnEmail(String email) implements IdentityRefusal {
        @Override
        public String code() {
            return "not-an-email";
        }

        @Override
        public List<Object> facts() {
            return List.of(email);
        }

        @Override
        public String field() {
            return "email";
        }
    }

    record PasswordTooShort(int shortest) implements IdentityRefusal {
        @Override
        public String code() {
            return "password-too-short";
        }

        @Override
        public List<Object> facts() {
            return List.of(shortest);
        }

        @Override
        public String field() {
            return "password";
        }
    }
}
