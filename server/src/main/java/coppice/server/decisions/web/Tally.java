package coppice.server.decisions.web;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.Stance;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.RunningTally;
import coppice.server.web.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The stances so far or at the close, in the order they are asked for; what has not been said comes last.
///
/// @param weighted figures are hundredths of a voice
/// @param hidden   it is secret and open: nobody sees stances yet
/// @param classes  the same for each class, where each has to pass it
record Tally(
        List<Count> counts,
        long silent,
        long eligible,
        long took,
        long needed,
        boolean weighted,
        boolean hidden,
        List<ClassLine> classes) {
    /// @param start where its part of the bar begins, of 1000
    /// @param width how wide that is
    record Count(Stance stance, long people, long start, long width) {}

    record ClassLine(String name, PassingRule.Result result) {}

    static Tally of(Proposal proposal, RunningTally stands, Supplier<UnaryOperator<String>> names) {
        boolean hidden = proposal.isOpen() && proposal.conduct().secret();
        var counts = stands.counts();
        long eligible = stands.eligible();
        var lines = new ArrayList<Count>();
        long took = 0;
        for (var stance : proposal.rule().method().stances()) {
            long people = counts.getOrDefault(stance, 0L);
            long start = eligible == 0 ? 0 : took * 1000 / eligible;
            took += people;
            lines.add(new Count(stance, people, start, eligible == 0 ? 0 : took * 1000 / eligible - start));
        }
        if (hidden) took = stands.took();
        else if (!proposal.isOpen()) took = Math.max(took, stands.took());
        var results = proposal.closed().map(Proposal.Outcome::classes).orElse(Map.of());
        var called = results.isEmpty() ? UnaryOperator.<String>identity() : names.get();
        var classes = results.entrySet().stream()
                .map(one -> new ClassLine(called.apply(one.getKey()), one.getValue()))
                .toList();
        return new Tally(
                hidden ? List.of() : lines,
                eligible - took,
                eligible,
                took,
                proposal.rule().judge(eligible, Map.of()).needed(),
                proposal.conduct().weighted(),
                hidden,
                classes);
    }

    /// A number of people, or of voices with up to two decimals.
    Object voices(long units) {
        return weighted ? BigDecimal.valueOf(units, 2) : (Object) units;
    }

    String figure(long units, Text text) {
        return weighted ? text.number(BigDecimal.valueOf(units, 2)) : text.number(units);
    }
}
