package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Ballots;
import coppice.server.cobudgeting.Ballots.Choice;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.commons.TermsOf;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Form;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/// Rounds for programs.
@RestController
@RequestMapping("/api/c/{slug}/cobudgeting")
class RoundApi {
    private final Rounds rounds;
    private final Ballots ballots;
    private final Acts acts;
    private final Today today;

    RoundApi(Rounds rounds, Ballots ballots, Acts acts, Today today) {
        this.rounds = rounds;
        this.ballots = ballots;
        this.acts = acts;
        this.today = today;
    }

    /// @param holds what it can still give out
    record RoundItem(
            String id,
            int number,
            String title,
            Round.Rule rule,
            Phase phase,
            Instant ideasUntil,
            Instant fundingFrom,
            Instant fundingUntil,
            Amount given,
            Amount holds,
            String authority,
            String authorityRef) {}

    /// @param how    EQUALLY, BY_ROLE, BY_CONTRIBUTION or LIST
    /// @param csv    LIST: an address and an amount a line
    /// @param dryRun true: only shows who would get what
    record PartsBody(
            String how,
            @Nullable String amount,
            @Nullable String role,
            @Nullable String csv,
            @Nullable Boolean sets,
            @Nullable Boolean dryRun) {}

    record GivenItem(String party, Amount amount, Amount held) {}

    /// @param marks scores, or places where buckets are put in order; absent: the buckets are approved
    record BallotBody(List<String> buckets, @Nullable List<Integer> marks) {}

    record RuleItem(String rule, List<String> funded, Amount spent) {}

    private RoundItem item(Commons commons, Round round) {
        return items(commons, List.of(round)).getFirst();
    }

    private List<RoundItem> items(Commons commons, List<Round> all) {
        var purses = rounds.purses(commons, all);
        return all.stream()
                .map(round -> item(commons, round, Objects.requireNonNull(purses.get(round.id()))))
                .toList();
    }

    private RoundItem item(Commons commons, Round round, Rounds.Purse purse) {
        return new RoundItem(
                round.id().toString(),
                round.number(),
                round.title(),
                round.rule(),
                round.phase(today.now()),
                round.ideasUntil(),
                round.fundingFrom(),
                round.fundingUntil(),
                Amount.of(commons.money(purse.given())),
                Amount.of(commons.money(purse.holds())),
                round.authority().name(),
                round.authorityRef());
    }

    @Operation(summary = "Rounds, the newest first")
    @GetMapping("/rounds")
    @Allow(Access.PUBLIC)
    List<RoundItem> rounds(Standing standing) {
        return items(standing.commons(), rounds.rounds(standing.commons()));
    }

    @Operation(summary = "A round")
    @GetMapping("/rounds/{round}")
    @Allow(Access.PUBLIC)
    RoundItem round(Standing standing, @PathVariable String round) {
        return item(standing.commons(), rounds.round(standing.commons(), Ids.parse(round)));
    }

    @Operation(summary = "Opens a round at once, where the charter leaves it to stewards; as the act open-round")
    @PostMapping("/rounds")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    RoundItem open(
            Standing standing,
            Text text,
            @RequestHeader(Api.KEY) String key,
            @RequestBody @TermsOf(OpenRound.class) JsonNode terms) {
        return round(standing, Acts.id(acts.act(standing, text, OpenRound.class, terms, key)));
    }

    @Operation(summary = "Hands a round's money out to members, all or none; or shows who would get what")
    @PostMapping("/rounds/{round}/parts")
    @Allow(Access.STEWARD)
    List<GivenItem> give(
            Standing standing,
            @PathVariable String round,
            @RequestHeader(Api.KEY) String key,
            @RequestBody PartsBody body) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        rounds.round(commons, id);
        var fields = new LinkedHashMap<String, String>();
        fields.put("how", body.how());
        fields.put("amount", Api.given(body.amount()));
        fields.put("role", Api.given(body.role()));
        fields.put("csv", Api.given(body.csv()));
        fields.put("sets", Boolean.TRUE.equals(body.sets()) ? "yes" : "");
        var giving = PartPages.giving(commons, Form.of(fields));
        var plan = rounds.plan(commons, id, giving);
        if (!Boolean.TRUE.equals(body.dryRun())) rounds.give(standing.steward(), id, giving, key);
        return plan.stream()
                .map(given -> new GivenItem(
                        given.party().toString(),
                        Amount.of(commons.money(given.minorUnits())),
                        Amount.of(commons.money(given.holds()))))
                .toList();
    }

    @Operation(summary = "Votes in a round, or votes otherwise than before; until the close")
    @PostMapping("/rounds/{round}/ballot")
    @Allow(Access.MEMBER)
    Map<String, Long> vote(Standing standing, @PathVariable String round, @RequestBody BallotBody body) {
        var commons = standing.commons();
        var id = Ids.parse(round);
        var found = rounds.round(commons, id);
        List<String> chosen = body.buckets() == null ? List.of() : body.buckets();
        var points = body.marks();
        if (points != null && points.size() != chosen.size())
            throw new Refused(new KernelRefusal.BadField("points", KernelRefusal.BadField.Fault.NOT_A_NUMBER, ""));
        var choices = new java.util.ArrayList<Choice>();
        for (int i = 0; i < chosen.size(); i++)
            choices.add(new Choice(Ids.parse(chosen.get(i)), points == null ? 1 : points.get(i)));
        ballots.vote(standing.member(), id, choices);
        var said = new LinkedHashMap<String, Long>();
        ballots.ballot(commons.id(), found, standing.member().party())
                .forEach((bucket, mark) -> said.put(bucket.toString(), mark));
        return said;
    }

    @Operation(summary = "What every rule would fund on the votes as they are")
    @GetMapping("/rounds/{round}/rules")
    @Allow(Access.PUBLIC)
    List<RuleItem> rules(Standing standing, @PathVariable String round) {
        var commons = standing.commons();
        var found = rounds.round(commons, Ids.parse(round));
        if (RoundPages.hides(found, found.phase(today.now()))) return List.of();
        return ballots.everyRule(commons, found).stream()
                .map(would -> new RuleItem(
                        would.method().name(),
                        would.funded().stream().map(Object::toString).sorted().toList(),
                        Amount.of(commons.money(would.minorUnits()))))
                .toList();
    }
}
