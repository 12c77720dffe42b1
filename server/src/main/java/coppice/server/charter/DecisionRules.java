package coppice.server.charter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.VoterClass;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a commons decides. Its charter says it under `procedures`, where `EMERGENCY` stands beside the matters, and
/// `weights`.
///
/// @param emergency how it decides what cannot wait; absent: nothing is decided so
/// @param weights   how much a voice of each class weighs, by the id of a [VoterClass], with two decimals, where voices
/// do not all weigh 1
public record DecisionRules(
        Map<Matter, Procedure> procedures, Optional<Procedure> emergency, Map<String, BigDecimal> weights) {
    /// A voice that weighs 1, in hundredths.
    public static final int ONE_VOICE = 100;

    private static final String EMERGENCY = "EMERGENCY";

    /// Nothing is said: by consent, and stewards may act.
    public static final DecisionRules NONE = new DecisionRules(Map.of(), Optional.empty(), Map.of());

    /// In one order, so that the same rules read the same in every run of the program.
    public DecisionRules {
        procedures = Collections.unmodifiableMap(new TreeMap<>(procedures));
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    @JsonCreator
    static DecisionRules of(
            @JsonProperty("procedures") Map<String, Procedure> procedures,
            @JsonProperty("weights") Map<String, BigDecimal> weights) {
        var matters = new HashMap<>(procedures);
        var emergency = Optional.ofNullable(matters.remove(EMERGENCY));
        var sorted = new EnumMap<Matter, Procedure>(Matter.class);
        matters.forEach((matter, procedure) -> sorted.put(Matter.valueOf(matter), procedure));
        return new DecisionRules(sorted, emergency, weights);
    }

    @JsonValue
    Map<String, Object> members() {
        var matters = new LinkedHashMap<String, Procedure>();
        procedures.forEach((matter, procedure) -> matters.put(matter.name(), procedure));
        emergency.ifPresent(procedure -> matters.put(EMERGENCY, procedure));
        var members = new LinkedHashMap<String, Object>();
        members.put("procedures", matters);
        members.put("weights", weights);
        return members;
    }

    /// How it decides about `matter`; what the charter says nothing about is decided by consent, and stewards
    /// may act.
    public Procedure procedure(Matter matter) {
        @Nullable Procedure said = procedures.get(matter);
        if (said != null) return said;
        return matter == Matter.LOCK ? Procedure.SPECIAL : Procedure.CONSENT.withStewards(true);
    }

    public DecisionRules withProcedures(Map<Matter, Procedure> other) {
        return new DecisionRules(other, emergency, weights);
    }

    public DecisionRules withEmergency(Procedure other) {
        return new DecisionRules(procedures, Optional.of(other), weights);
    }

    public DecisionRules withWeights(Map<String, BigDecimal> other) {
        return new DecisionRules(procedures, emergency, other);
    }

    /// How much a voice weighs, in hundredths, for somebody of these classes: the heaviest of them, else one
    /// whole.
    public int weightHundredths(Collection<VoterClass> classes) {
        return classes.stream()
                .flatMap(one -> weight(one).stream())
                .map(weight -> weight.movePointRight(2).intValueExact())
                .max(Integer::compare)
                .orElse(ONE_VOICE);
    }

    /// What a voice of this class weighs. Before classes had ids, a charter named those that the members made by what
    /// they were called.
    Optional<BigDecimal> weight(VoterClass of) {
        var named = of.word().isPresent() ? null : weights.get(of.name());
        return Optional.ofNullable(weights.getOrDefault(of.id(), named));
    }

    public boolean hasWeights() {
        return !weights.isEmpty();
    }
}
