package coppice.server.commons;

import coppice.rules.valuation.Formula;
import coppice.server.kernel.Refusal;
import java.util.List;

/// What `commons` refuses.
public sealed interface CommonsRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    record BadSlug(String slug) implements CommonsRefusal {
        @Override
        public String code() {
            return "bad-slug";
        }

        @Override
        public String field() {
            return "slug";
        }

        @Override
        public List<Object> facts() {
            return List.of(slug);
        }
    }

    record SlugTaken(String slug) implements CommonsRefusal {
        @Override
        public String code() {
            return "slug-taken";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "slug";
        }

        @Override
        public List<Object> facts() {
            return List.of(slug);
        }
    }

    record InvitationSpent() implements CommonsRefusal {
        @Override
        public String code() {
            return "invitation-spent";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record AlreadyMember() implements CommonsRefusal {
        @Override
        public String code() {
            return "already-member";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /// Somebody else changed the charter in between.
    record CharterMoved(int version) implements CommonsRefusal {
        @Override
        public String code() {
            return "charter-moved";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public List<Object> facts() {
            return List.of(version);
        }
    }

    /// The charter asks for a decision where somebody would act alone.
    record NeedsDecision(String matter) implements CommonsRefusal {
        @Override
        public String code() {
            return "needs-a-decision";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record UnreadableCharter() implements CommonsRefusal {
        @Override
        public String code() {
            return "unreadable-charter";
        }
    }

    record LastSteward() implements CommonsRefusal {
        @Override
        public String code() {
            return "last-steward";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record PercentagesTooHigh(String field) implements CommonsRefusal {
        @Override
        public String code() {
            return "percentages-too-high";
        }
    }

    record BadPercentage(String field, String given) implements CommonsRefusal {
        @Override
        public String code() {
            return "bad-percentage";
        }

        @Override
        public List<Object> facts() {
            return List.of(given);
        }
    }

    record UnknownType(String type) implements CommonsRefusal {
        @Override
        public String code() {
            return "unknown-type";
        }

        @Override
        public List<Object> facts() {
            return List.of(type);
        }
    }

    record TypeTwice() implements CommonsRefusal {
        @Override
        public String code() {
            return "type-twice";
        }
    }

    record TooLong(int most) implements CommonsRefusal {
        @Override
        public String code() {
            return "charter-too-long";
        }

        @Override
        public List<Object> facts() {
            return List.of(most);
        }
    }

    record BadFormula(String bucket, Formula.Rejected rejected) implements CommonsRefusal {
        @Override
        public String code() {
            return "bad-formula-"
                    + rejected.fault().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        @Override
        public List<Object> facts() {
            return List.of(bucket, rejected.position(), rejected.found());
        }
    }

    /// Another circle or class has this name.
    record CircleTaken(String name) implements CommonsRefusal {
        @Override
        public String code() {
            return "circle-taken";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String field() {
            return "name";
        }

        @Override
        public List<Object> facts() {
            return List.of(name);
        }
    }

    /// Only those in a circle let others in or out.
    record NotInCircle(String name) implements CommonsRefusal {
        @Override
        public String code() {
            return "not-in-circle";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public List<Object> facts() {
            return List.of(name);
        }
    }

    /// A weight is more than 0, at most 1000, and has two decimals at most.
    record BadWeight(String name, String weight) implements CommonsRefusal {
        @Override
        public String code() {
            return "bad-weight";
        }

        @Override
        public String field() {
            return "weights";
        }

        @Override
        public List<Object> facts() {
            return List.of(name, weight);
        }
    }

    /// Counting by class tells who said what in a small one.
    record SecretAndByClass(String matter) implements CommonsRefusal {
        @Override
        public String code() {
            return "secret-and-by-class";
        }

        @Override
        public String field() {
            return "procedure." + matter + ".ways";
        }
    }

    /// What the lock is changed by has to be a special resolution.
    record LockNeedsSpecial() implements CommonsRefusal {
        @Override
        public String field() {
            return "procedure.LOCK.CLASS_MAJORITY";
        }
    }

    /// A part of the surplus goes to owners, but the charter knows none.
    record NoOwners() implements CommonsRefusal {
        @Override
        public String field() {
            return "split";
        }
    }

    /// The parts of the classes do not fit the form.
    record BadFractions(String fault) implements CommonsRefusal {
        @Override
        public String field() {
            return "fractions";
        }
    }

    /// The charter gives a weight to a class that there is not.
    record NoSuchClass(String name) implements CommonsRefusal {
        @Override
        public String code() {
            return "no-such-class";
        }

        @Override
        public String field() {
            return "weights";
        }

        @Override
        public List<Object> facts() {
            return List.of(name);
        }
    }

    /// A list of addresses is wrong at a line; nobody was invited.
    record AddressList(int line, String what) implements CommonsRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "csv";
        }
    }
}
