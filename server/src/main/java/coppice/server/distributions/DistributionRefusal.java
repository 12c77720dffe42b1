package coppice.server.distributions;

import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import java.util.List;

/// What `distributions` refuses.
public sealed interface DistributionRefusal extends Refusal {
    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    record MoreThanThereIs(Money asked, Money there) implements DistributionRefusal {
        @Override
        public String code() {
            return "more-than-there-is";
        }

        @Override
        public String field() {
            return "surplus";
        }

        @Override
        public List<Object> facts() {
            return List.of(asked, there);
        }
    }

    record DividesByZero(String contribution) implements DistributionRefusal {
        @Override
        public String code() {
            return "equation-divides-by-zero";
        }

        @Override
        public List<Object> facts() {
            return List.of(contribution);
        }
    }

    record TooLargeToCompute() implements DistributionRefusal {
        @Override
        public String code() {
            return "too-large-to-compute";
        }
    }

    /// The charter changed between the dry run and the adoption.
    record PreviewedOtherCharter(int version) implements DistributionRefusal {
        @Override
        public String code() {
            return "previewed-other-charter";
        }

        @Override
        public List<Object> facts() {
            return List.of(version);
        }
    }

    /// The entry that paid a run stays: the run's claims count as paid by it.
    record EntryOfRun(int run) implements DistributionRefusal {
        @Override
        public String code() {
            return "entry-of-run";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public List<Object> facts() {
            return List.of(run);
        }
    }

    /// A contribution that a run has counted cannot be replaced any more.
    record AlreadyCounted(int run) implements DistributionRefusal {
        @Override
        public String code() {
            return "already-counted";
        }

        @Override
        public List<Object> facts() {
            return List.of(run);
        }
    }

    /// The law gives the workers more than the charter's split does.
    record TooLittleForWorkers(Money workers, Money least) implements DistributionRefusal {
        @Override
        public String field() {
            return "surplus";
        }
    }

    record BadIban(String given) implements DistributionRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "iban";
        }
    }

    record BadBic(String given) implements DistributionRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "bic";
        }
    }

    record NotAStatement() implements DistributionRefusal {
        @Override
        public Kind kind() {
            return Kind.INVALID;
        }

        @Override
        public String field() {
            return "file";
        }
    }

    /// The commons has not said which account it pays from.
    record NoOwnAccount() implements DistributionRefusal {}

    record NoLineWithAccount() implements DistributionRefusal {}

    /// The bank has carried it out, so its file is not given out again.
    record CarriedOut(int batch) implements DistributionRefusal {}

    record MarkedAlready() implements DistributionRefusal {}

    /// The entry of a batch that went to the bank, or of something that came back.
    record EntryOfPayout(int batch) implements DistributionRefusal {}

    record BatchTakenBack(int batch) implements DistributionRefusal {}

    /// Nobody is owed as much as is asked for.
    record NothingToPayOut() implements DistributionRefusal {
        @Override
        public String field() {
            return "least";
        }
    }
}
