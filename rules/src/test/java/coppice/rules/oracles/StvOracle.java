package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.voting.SingleTransferableVote;
import coppice.rules.voting.StvCount.Kind;
import coppice.rules.voting.StvCount.Step;
import coppice.rules.voting.StvRules;
import coppice.rules.voting.StvRules.Method;
import coppice.rules.voting.files.BallotFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `ranked/stv/`: ballots as BLT; every step of `expected/FILE.RULE.json` out, with everyone's votes and keep
/// factors.
final class StvOracle {
    private StvOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        List<Path> files;
        try (var children = Files.list(folder.resolve("expected"))) {
            files = children.sorted().toList();
        }
        for (var file : files) {
            String fault;
            try {
                fault = fault(folder, file);
            } catch (RuntimeException broken) {
                fault = broken.toString();
            }
            if (!fault.isEmpty()) faults.add(file.getFileName() + ": " + fault);
        }
        return new Score(files.size() - faults.size(), files.size(), faults);
    };

    private static String fault(Path folder, Path file) throws IOException {
        var expected = JsonMapper.shared().readTree(file.toFile());
        var method = method(
                expected.path("rule").asString(), expected.path("arithmetic").asString());
        var blt = BallotFormat.BLT.parse(
                Files.readAllBytes(folder.resolve(expected.path("blt").asString())));
        var count = SingleTransferableVote.count(
                blt.ballots(), new StvRules(method, blt.seats(), blt.withdrawn(), blt.tieOrder()));
        var elected = new ArrayList<String>();
        expected.path("elected_in_order").forEach(one -> elected.add(one.asString()));
        if (!elected.equals(count.elected())) return "elected " + count.elected() + " instead of " + elected;
        var ours = count.steps().iterator();
        for (var action : expected.path("actions")) {
            var kind = kind(action);
            if (kind == null) continue;
            if (!ours.hasNext()) return "no step for " + action.path("msg").asString();
            String fault = fault(action, kind, ours.next(), method);
            if (!fault.isEmpty()) return action.path("msg").asString() + ": " + fault;
        }
        if (ours.hasNext()) return "a step too many: " + ours.next().kind();
        var ties = new ArrayList<String>();
        expected.path("tie_messages").forEach(one -> ties.add(one.asString().replaceAll(".*-> ", "")));
        var broken = count.ties().stream().map(tie -> tie.chosen()).toList();
        return ties.equals(broken) ? "" : "ties " + broken + " instead of " + ties;
    }

    /// As the reference calls its rules.
    private static Method method(String rule, String arithmetic) {
        boolean isExact = arithmetic.contains("rational");
        if (rule.contains("Scottish")) return Method.SCOTTISH;
        if (rule.contains("WIGM")) return isExact ? Method.WIGM_EXACT : Method.WIGM;
        if (rule.contains("Meek")) return isExact ? Method.MEEK_EXACT : Method.MEEK;
        throw new IllegalArgumentException("no rule " + rule);
    }

    private static Kind kind(JsonNode action) {
        String words = action.path("msg").asString();
        return switch (action.path("tag").asString()) {
            case "begin" -> Kind.BEGIN;
            case "elect" -> words.startsWith("Elect remaining") ? Kind.ELECT_REMAINING : Kind.ELECT;
            case "defeat" -> words.startsWith("Defeat remaining") ? Kind.DEFEAT_REMAINING : Kind.DEFEAT;
            case "transfer" -> words.startsWith("Surplus transferred") ? Kind.TRANSFER_SURPLUS : Kind.TRANSFER_DEFEATED;
            case "end" -> Kind.END;
            default -> null;
        };
    }

    private static String fault(JsonNode action, Kind kind, Step step, Method method) {
        if (step.kind() != kind) return "is " + step.kind() + " " + step.candidate();
        String words = action.path("msg").asString();
        if (!step.candidate().isEmpty() && !words.contains(step.candidate())) return "is about " + step.candidate();
        if (action.path("round").asInt() != step.round()) return "in round " + step.round();
        // The reference shows first preferences there before it shares equal ranks.
        if (kind == Kind.BEGIN && method == Method.MEEK_EXACT) return "";
        String fault = differs("quota", action.path("quota"), step.quota());
        for (var entry : step.votes().entrySet())
            if (fault.isEmpty())
                fault = differs(entry.getKey(), action.path("votes").path(entry.getKey()), entry.getValue());
        for (var entry : step.keepFactors().entrySet())
            if (fault.isEmpty())
                fault = differs(
                        "what " + entry.getKey() + " keeps",
                        action.path("keep_factors").path(entry.getKey()),
                        entry.getValue());
        long standing = action.path("states")
                .valueStream()
                .filter(state -> !state.asString().equals("withdrawn"))
                .count();
        if (fault.isEmpty() && standing != step.votes().size()) fault = "other candidates";
        boolean isStated = method.isMeek() ? kind == Kind.ELECT || kind == Kind.DEFEAT || kind == Kind.END : true;
        return fault.isEmpty() && isStated
                ? differs("nobody's", action.path(method.isMeek() ? "residual" : "nontransferable"), step.nobody())
                : fault;
    }

    private static String differs(String what, JsonNode stated, Ratio figure) {
        var wanted = new BigDecimal(stated.asString());
        var ours = new BigDecimal(figure.numerator())
                .divide(new BigDecimal(figure.denominator()), wanted.scale(), RoundingMode.HALF_UP);
        return wanted.compareTo(ours) == 0 ? "" : what + " " + ours + " instead of " + wanted;
    }
}
