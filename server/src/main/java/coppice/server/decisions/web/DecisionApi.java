package coppice.server.decisions.web;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.Stance;
import coppice.server.commons.Act;
import coppice.server.commons.Motions;
import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposals;
import coppice.server.decisions.RunningTally;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.ThreadId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/c/{slug}/decisions")
class DecisionApi {
    private static final int MOST = 1000;

    private final Decisions decisions;
    private final Proposals proposals;
    private final Motions motions;
    private final JsonMapper json;

    DecisionApi(Decisions decisions, Proposals proposals, Motions motions, JsonMapper json) {
        this.decisions = decisions;
        this.proposals = proposals;
        this.motions = motions;
        this.json = json;
    }

    /// @param counts people by stance, or hundredths of a voice where `weighted`; final once it is closed; none while a
    /// secret one is open
    /// @param classes the result in each class by its id, where each has to pass it
    /// @param result why it came out as it did; absent while it is open
    /// @param cameOf where what came of it can be seen
    record ProposalItem(
            String id,
            String thread,
            String title,
            String reason,
            String matter,
            String method,
            String majority,
            int quorumPercent,
            int charterVersion,
            String motion,
            JsonNode terms,
            Instant openedAt,
            Instant closesAt,
            String step,
            @Nullable String result,
            Map<Stance, Long> counts,
            long eligible,
            boolean eachClass,
            boolean secret,
            boolean emergency,
            boolean weighted,
            Map<String, PassingRule.Result> classes,
            @Nullable String cameOf,
            List<BlockageItem> blockages) {}

    record BlockageItem(Instant triedAt, String code, String words) {}

    record VoiceItem(String party, String stance, String reason, Instant givenAt) {}

    /// @param title  absent: what the act is called
    /// @param motion the name of an act; absent: none
    /// @param emergency it cannot wait: decided by the charter's procedure for emergencies
    record ProposalBody(
            @Nullable String title,
            String reason,
            @Nullable String thread,
            @Nullable String motion,
            @Nullable JsonNode terms,
            @Nullable Boolean emergency) {}

    /// @param receipt of a secret stance that is to be changed
    record StanceBody(
            String stance,
            @Nullable String reason,
            @Nullable String receipt) {}

    /// @param receipt of a secret stance; nobody can find it again
    record Taken(ProposalItem proposal, @Nullable String receipt) {}

    private ProposalItem item(Standing standing, Text text, Proposal proposal) {
        return item(text, proposal, proposals.tally(standing.commons(), proposal));
    }

    private ProposalItem item(Text text, Proposal proposal, RunningTally stands) {
        return new ProposalItem(
                proposal.id().toString(),
                proposal.thread().toString(),
                proposal.title(),
                proposal.reason(),
                proposal.matter().name(),
                proposal.rule().method().name(),
                proposal.rule().majority().name(),
                proposal.rule().quorumPercent(),
                proposal.charterVersion(),
                proposal.motion(),
                json.readTree(proposal.terms()),
                proposal.openedAt(),
                proposal.closesAt(),
                proposal.step().name(),
                proposal.closed().map(closed -> closed.reason().name()).orElse(null),
                stands.counts(),
                stands.eligible(),
                proposal.conduct().eachClass(),
                proposal.conduct().secret(),
                proposal.conduct().emergency(),
                proposal.conduct().weighted(),
                proposal.closed().map(Proposal.Outcome::classes).orElse(Map.of()),
                proposal.mandate()
                        .map(Proposal.MandateState::address)
                        .filter(address -> !address.isEmpty())
                        .orElse(null),
                proposal.mandate().map(Proposal.MandateState::blockages).orElse(List.of()).stream()
                        .map(it -> new BlockageItem(it.triedAt(), it.code(), text.say(it.words())))
                        .toList());
    }

    @Operation(summary = "Proposals, the open ones first")
    @GetMapping
    @Allow(Access.MEMBER)
    List<ProposalItem> list(Standing standing, Text text) {
        var all = proposals.proposals(standing.commons(), MOST);
        var stands = proposals.tallies(standing.commons(), all);
        return all.stream()
                .map(proposal -> item(text, proposal, Objects.requireNonNull(stands.get(proposal.id()))))
                .toList();
    }

    @Operation(summary = "A proposal")
    @GetMapping("/{proposal}")
    @Allow(Access.MEMBER)
    ProposalItem one(Standing standing, Text text, @PathVariable ProposalId proposal) {
        return item(standing, text, proposals.proposal(standing.commons(), proposal));
    }

    @Operation(summary = "What everyone said last")
    @GetMapping("/{proposal}/stances")
    @Allow(Access.MEMBER)
    List<VoiceItem> voices(Standing standing, @PathVariable ProposalId proposal) {
        proposals.proposal(standing.commons(), proposal);
        return proposals.voices(standing.commons().id(), proposal).stream()
                .map(voice ->
                        new VoiceItem(voice.party().toString(), voice.stance().name(), voice.reason(), voice.givenAt()))
                .toList();
    }

    @Operation(summary = "Opens a proposal by the charter's procedure for its matter")
    @PostMapping
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ProposalItem propose(
            Standing standing, Text text, @RequestHeader(Api.KEY) String key, @RequestBody ProposalBody body) {
        Optional<Act<?>> act = body.motion() == null || body.motion().isEmpty()
                ? Optional.empty()
                : Optional.of(motions.asked(
                        standing.commons(),
                        body.motion(),
                        body.terms() == null ? json.createObjectNode() : body.terms()));
        var put = new Decisions.Put(
                Optional.ofNullable(body.thread()).map(one -> Fields.id("thread", ThreadId::new, one)),
                act,
                Api.given(body.title()),
                Api.given(body.reason()),
                Boolean.TRUE.equals(body.emergency()));
        return one(standing, text, decisions.propose(standing.member(), put, text, key));
    }

    @Operation(summary = "Gives a stance, or another one than before; until the close")
    @PostMapping("/{proposal}/stances")
    @Allow(Access.MEMBER)
    ProposalItem take(Standing standing, Text text, @PathVariable ProposalId proposal, @RequestBody StanceBody body) {
        say(standing, proposal, "", body);
        return one(standing, text, proposal);
    }

    private String say(Standing standing, ProposalId proposal, String key, StanceBody body) {
        return decisions.take(
                standing.member(),
                proposal,
                new Decisions.Said(
                        Fields.choice("stance", Stance.class, body.stance()),
                        Api.given(body.reason()),
                        Api.given(body.receipt()),
                        key));
    }

    @Operation(summary = "Gives a secret stance and its receipt, which nobody can find again")
    @PostMapping("/{proposal}/secret-stances")
    @Allow(Access.MEMBER)
    Taken takeSecretly(
            Standing standing,
            Text text,
            @PathVariable ProposalId proposal,
            @RequestHeader(Api.KEY) String key,
            @RequestBody StanceBody body) {
        String receipt = say(standing, proposal, key, body);
        return new Taken(one(standing, text, proposal), receipt.isEmpty() ? null : receipt);
    }

    @Operation(summary = "Closes a proposal before its time, when everyone has spoken")
    @PostMapping("/{proposal}/close")
    @Allow(Access.MEMBER)
    ProposalItem close(Standing standing, Text text, @PathVariable ProposalId proposal) {
        return item(standing, text, decisions.closeEarly(standing.member(), proposal));
    }

    @Operation(summary = "Tries a blocked mandate again")
    @PostMapping("/{proposal}/enactment")
    @Allow(Access.MEMBER)
    ProposalItem enact(Standing standing, Text text, @PathVariable ProposalId proposal) {
        return item(standing, text, decisions.enactLater(standing.member(), proposal));
    }
}
