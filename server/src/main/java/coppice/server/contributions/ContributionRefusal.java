package coppice.server.contributions;

import coppice.server.kernel.Refusal;
import java.util.List;

/// What `contributions` refuses.
public sealed interface ContributionRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.INVALID;
    }

    record NoSuchType(String type) implements ContributionRefusal {
        @Override
        public String code() {
            return "no-such-type";
        }

        @Override
        public String field() {
            return "type";
        }

        @Override
        public List<Object> facts() {
            return List.of(type);
        }
    }

    record InTheFuture() implements ContributionRefusal {
        @Override
        public String code() {
            return "in-the-future";
        }

        @Override
        public String field() {
            return "day";
        }
    }

    record NothingGiven() implements ContributionRefusal {
        @Override
        public String code() {
            return "nothing-given";
        }

        @Override
        public String field() {
            return "quantity";
        }
    }

    record OwnContribution() implements ContributionRefusal {
        @Override
        public String code() {
            return "own-contribution";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    record NotYours() implements ContributionRefusal {
        @Override
        public String code() {
            return "not-yours";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_ALLOWED;
        }
    }

    record Replaced() implements ContributionRefusal {
        @Override
        public String code() {
            return "contribution-replaced";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record BadItem(long line, String column, Refusal because) implements ContributionRefusal {
        @Override
        public String code() {
            return "bad-item";
        }

        @Override
        public String field() {
            return "file";
        }

        @Override
        public List<Object> facts() {
            return List.of(line, column, because);
        }
    }

    record HistoryTaken() implements ContributionRefusal {
        @Override
        public String code() {
            return "history-taken";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    record AddressNotAllowed(String url) implements ContributionRefusal {
        @Override
        public String code() {
            return "address-not-allowed";
        }

        @Override
        public String field() {
            return "url";
        }

        @Override
        public List<Object> facts() {
            return List.of(url);
        }
    }

    record HistoryUnreachable(String url) implements ContributionRefusal {
        @Override
        public String code() {
            return "history-unreachable";
        }

        @Override
        public String field() {
            return "url";
        }

        @Override
        public List<Object> facts() {
            return List.of(url);
        }
    }
}
