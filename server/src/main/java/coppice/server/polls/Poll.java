package coppice.server.polls;

import coppice.rules.voting.BallotForm;
import coppice.rules.voting.PollRule;
import coppice.rules.voting.PollRule.Method;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.ThreadId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A question with several answers, and how they are counted.
///
/// @param zone   the time zone of the options of a [Kind#TIME] poll; else empty
/// @param rule   fixed before anybody votes; absent for a [Kind#QUESTION], whose answers are words
/// @param asked  who may vote
/// @param secret nobody learns who gave which ballot
/// @param closed how it came out; absent while it is open
public record Poll(
        PollId id,
        ThreadId thread,
        String title,
        String words,
        Kind kind,
        List<String> options,
        String zone,
        Optional<PollRule> rule,
        Asked asked,
        boolean secret,
        Shows shows,
        PartyId openedBy,
        Instant openedAt,
        Instant closesAt,
        Optional<Outcome> closed) {
    /// More options than anyone would read.
    public static final int MOST_OPTIONS = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /// A secret ballot among fewer is none.
    public static final int FEWEST_SECRET = 3;

    /// The options of a check.
    public enum Check {
        DONE,
        WILL,
        WONT
    }

    /// The marks of a time, from 0.
    public enum Fits {
        NO,
        IF_NEED_BE,
        YES;

        public static Fits of(int mark) {
            return values()[mark];
        }
    }

    public enum Kind {
        CHOOSE(List.of(Method.SUM, Method.EQUAL_SHARES, Method.PHRAGMEN)),
        SCORE(List.of(Method.SUM, Method.STAR)),
        DOTS(List.of(Method.SUM)),
        QUADRATIC(List.of(Method.SUM)),
        RANKED(List.of(
                Method.INSTANT_RUNOFF, Method.SCHULZE, Method.RANKED_PAIRS, Method.SCOTTISH_STV, Method.MEEK_STV)),
        /// Times on which people can or cannot come.
        TIME(List.of(Method.SUM)),
        /// Done, will do, will not.
        CHECK(List.of(Method.SUM)),
        /// An answer in words.
        QUESTION(List.of()),
        /// Somebody decides by themselves, after having asked certain people for advice.
        ADVICE(List.of());

        private final List<Method> methods;

        Kind(List<Method> methods) {
            this.methods = methods;
        }

        /// How it can be counted, the usual way first.
        public List<Method> methods() {
            return methods;
        }

        /// The fewest to choose, or the smallest score, where nothing else is said.
        public int usualLeast() {
            return this == CHOOSE ? 1 : 0;
        }

        /// The most to choose, the largest score, the dots or the credits, where nothing else is said.
        public int usualMost() {
            return switch (this) {
                case CHOOSE -> 1;
                case SCORE -> 5;
                case DOTS -> 10;
                case QUADRATIC -> 100;
                case RANKED, TIME, CHECK, QUESTION, ADVICE -> 0;
            };
        }

        BallotForm.Kind form(Method method) {
            return switch (this) {
                case CHOOSE, CHECK, QUESTION, ADVICE -> BallotForm.Kind.CHOOSE;
                case SCORE -> BallotForm.Kind.SCORE;
                case DOTS -> BallotForm.Kind.DOTS;
                case QUADRATIC -> BallotForm.Kind.QUADRATIC;
                case TIME -> BallotForm.Kind.TIME;
                case RANKED ->
                    method.counts(BallotForm.Kind.RANKED) ? BallotForm.Kind.RANKED : BallotForm.Kind.RANKED_WITH_EQUALS;
            };
        }

        /// Whether something wins; else the answers themselves are the result.
        public boolean hasWinners() {
            return this != CHECK && !isInWords();
        }

        /// Whether the answers are words alone.
        public boolean isInWords() {
            return this == QUESTION || this == ADVICE;
        }

        /// Whether who asked may end it at any time, because nothing is decided by it.
        public boolean endsAtWill() {
            return this == TIME || this == CHECK || this == QUESTION;
        }
    }

    /// Who may vote: as things were at the opening.
    ///
    /// @param electorate the circle's or class's name; empty: all members, or those named
    /// @param named      certain people were asked
    /// @param weighted   voices weigh what the charter says; counts are hundredths of a voice
    public record Asked(String electorate, boolean named, boolean weighted) {}

    /// From when on the result so far is shown.
    public enum Shows {
        ALWAYS,
        /// To whoever has voted.
        AFTER_OWN,
        AFTER_CLOSE
    }

    public enum Reason {
        COUNTED,
        /// So few secret ballots would not have been secret; they were deleted uncounted.
        TOO_FEW_FOR_SECRECY
    }

    public record Outcome(Instant at, Reason reason, long eligible, long took, List<String> winners, boolean isTied) {}

    /// How many may vote and how many did.
    public record Turnout(long eligible, long took) {}

    /// A ballot as somebody gave it last.
    ///
    /// @param party  absent in a secret poll
    /// @param receipt the digest of its receipt in a secret poll; else empty
    /// @param weightHundredths 100: one voice
    public record Ballot(
            Optional<PartyId> party, String receipt, Map<Integer, Integer> marks, String words, int weightHundredths) {}

    public boolean isOpen() {
        return closed.isEmpty();
    }

    /// The moment that an option of a time poll stands for.
    public static Instant time(String option, String zone) {
        try {
            return LocalDateTime.parse(option, TIME).atZone(ZoneId.of(zone)).toInstant();
        } catch (DateTimeException notATime) {
            throw new Refused(new PollRefusal.NotATime(option, zone));
        }
    }
}
