package coppice.server.web;

import coppice.server.kernel.Refusal;

/// What goes wrong before a room is reached.
sealed interface WebRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    record Unreadable() implements WebRefusal {
        @Override
        public String code() {
            return "unreadable-request";
        }
    }

    /// A write by API without its idempotency key.
    record KeyMissing() implements WebRefusal {
        @Override
        public String code() {
            return "idempotency-key-missing";
        }
    }

    record TooLarge() implements WebRefusal {
        @Override
        public String code() {
            return "file-too-large";
        }

        @Override
        public Kind kind() {
            return Kind.TOO_LARGE;
        }
    }

    /// A form came without the token it was made with, or with one of another visit.
    record FormTooOld() implements WebRefusal {
        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }

        @Override
        public String code() {
            return "form-too-old";
        }
    }

    record OurFault() implements WebRefusal {
        @Override
        public String code() {
            return "our-fault";
        }

        @Override
        public Kind kind() {
            return Kind.BROKEN;
        }
    }
}
