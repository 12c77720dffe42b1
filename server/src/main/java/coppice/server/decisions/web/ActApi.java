package coppice.server.decisions.web;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Acts;
import coppice.server.commons.Acts.Asked;
import coppice.server.commons.Acts.How;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.Motions;
import coppice.server.commons.Standing;
import coppice.server.commons.TermShape;
import coppice.server.commons.Unpriced;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Everything that changes a commons, for programs: one list, one way in.
@RestController
@RequestMapping("/api/c/{slug}/acts")
class ActApi {
    private final Acts acts;
    private final Motions motions;
    private final Charters charters;

    ActApi(Acts acts, Motions motions, Charters charters) {
        this.acts = acts;
        this.motions = motions;
        this.charters = charters;
    }

    /// @param matters of the charter, by whose procedures it is decided
    /// @param ways    how whoever asks may do it; an authority has a limit, too
    /// @param terms   JSON schema
    record ActItem(String act, String name, Set<Matter> matters, List<How> ways, Map<String, Object> terms) {}

    /// @param how       ACT, at once as a steward; AUTHORITY, at once by an authority; PROPOSE, by decision
    /// @param reason    of a proposal
    /// @param title     of a proposal; absent: what the act is called
    /// @param thread    that a proposal grew out of
    /// @param emergency it cannot wait: decided by the charter's procedure for emergencies
    record ActBody(
            @Nullable String how,
            @Nullable JsonNode terms,
            @Nullable String reason,
            @Nullable String title,
            @Nullable String thread,
            @Nullable Boolean emergency) {}

    /// @param address of what came of it: of what was done, or of the proposal
    record Came(String address, String id) {}

    @Operation(summary = "What can be done, with its terms, and how one may do it oneself")
    @GetMapping
    @Allow(Access.MEMBER)
    List<ActItem> list(Standing standing, Text text) {
        var charter = charters.inForce(standing.commons().id()).charter();
        var alone = matters(matter -> standing.isSteward()
                && charter.chapter(DecisionRules.class).procedure(matter).stewardsMay());
        var held = matters(matter -> acts.holdsAuthority(standing.member(), matter));
        return motions.all().stream()
                .map(motion -> new ActItem(
                        motion.name(),
                        text.named("motion", motion.name()).orElseThrow(),
                        motion.matters(),
                        ways(motion, alone, held),
                        TermShape.schema(motion.terms())))
                .toList();
    }

    private static Set<Matter> matters(Predicate<Matter> wanted) {
        return Arrays.stream(Matter.values()).filter(wanted).collect(Collectors.toSet());
    }

    private static List<How> ways(Motion<?> motion, Set<Matter> alone, Set<Matter> held) {
        var ways = new ArrayList<How>();
        if (!motion.needsDecision() && motion.matters().stream().anyMatch(alone::contains)) ways.add(How.ACT);
        if (!(motion instanceof Unpriced<?>) && motion.matters().stream().anyMatch(held::contains))
            ways.add(How.AUTHORITY);
        ways.add(How.PROPOSE);
        return ways;
    }

    @Operation(summary = "Does something, or puts it to the members")
    @PostMapping("/{act}")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    Came submit(
            Standing standing,
            Text text,
            @PathVariable String act,
            @RequestHeader(Api.KEY) String key,
            @RequestBody ActBody body) {
        JsonNode given = body.terms() == null ? JsonNodeFactory.instance.objectNode() : body.terms();
        var terms = acts.read(standing.commons(), act, given);
        var asked = new Asked(
                Fields.choice("how", How.class, body.how()),
                Optional.ofNullable(body.thread()).map(one -> Fields.id("thread", ThreadId::new, one)),
                Api.given(body.title()),
                Api.given(body.reason()),
                Boolean.TRUE.equals(body.emergency()),
                key);
        String address = acts.submit(standing, text, terms, asked);
        return new Came(address, Acts.id(address));
    }
}
