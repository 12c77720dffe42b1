package coppice.rules.voting;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a poll came to, with all that explains it.
public sealed interface PollResult {
    /// The options that won, in the order in which they did; none when nobody voted.
    List<String> winners();

    /// True when lots decided among equals.
    boolean isTied();

    /// @param lines every option, the largest sum first
    record Sums(List<ScoreBallots.Line> lines, List<String> winners, boolean isTied) implements PollResult {}

    /// The two largest sums met in a runoff.
    record Runoff(List<ScoreBallots.Line> lines, ScoreBallots.Runoff runoff) implements PollResult {
        @Override
        public List<String> winners() {
            return lines.stream().allMatch(line -> line.people() == 0) ? List.of() : List.of(runoff.winner());
        }

        @Override
        public boolean isTied() {
            return runoff.isTied();
        }
    }

    /// Several chosen in proportion.
    record Chosen(List<ScoreBallots.Line> lines, Committee committee) implements PollResult {
        @Override
        public List<String> winners() {
            return lines.stream().allMatch(line -> line.people() == 0) ? List.of() : committee.members();
        }

        @Override
        public boolean isTied() {
            return committee.isTied();
        }
    }

    record Rounds(RankedCount count) implements PollResult {
        @Override
        public List<String> winners() {
            return count.ballots() == count.undervotes() ? List.of() : count.elected();
        }

        @Override
        public boolean isTied() {
            return !count.ties().isEmpty();
        }
    }

    record Transfers(StvCount count) implements PollResult {
        @Override
        public List<String> winners() {
            return count.ballots() == 0 ? List.of() : count.elected();
        }

        @Override
        public boolean isTied() {
            return count.ties().stream().anyMatch(tie -> !tie.byStage());
        }
    }

    /// Every option against every other.
    ///
    /// @param above        how many put the first above the second
    /// @param ranking      groups of equals, best first
    /// @param beatsEveryone the one who does, if anybody
    record Pairs(
            Map<String, Map<String, Long>> above,
            List<List<String>> ranking,
            Optional<String> beatsEveryone,
            List<String> winners,
            boolean isTied)
            implements PollResult {}
}
