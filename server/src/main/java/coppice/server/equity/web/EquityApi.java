package coppice.server.equity.web;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.commons.TermsOf;
import coppice.server.equity.Earnings;
import coppice.server.equity.EquityMotions;
import coppice.server.equity.EquityMotions.IssueShares;
import coppice.server.equity.Redemptions;
import coppice.server.equity.Register;
import coppice.server.equity.ShareEvent;
import coppice.server.equity.WorthMotions.IssueGain;
import coppice.server.equity.WorthMotions.PayWithdrawals;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Equity for programs.
@RestController
@RequestMapping("/api/c/{slug}/equity")
class EquityApi {
    private final Register register;
    private final Earnings earnings;
    private final Redemptions redemptions;
    private final Acts acts;

    EquityApi(Register register, Earnings earnings, Redemptions redemptions, Acts acts) {
        this.register = register;
        this.earnings = earnings;
        this.redemptions = redemptions;
        this.acts = acts;
    }

    record HoldingItem(ShareClass shareClass, String party, long shares, Amount moneyIn) {}

    record EventItem(
            long number,
            LocalDate on,
            ShareEvent.Kind kind,
            ShareClass shareClass,
            String party,
            @Nullable String to,
            long shares,
            Amount money,
            String source,
            String reason,
            String authority) {}

    /// @param paid money that came in for funders' shares; absent: none
    record IssueBody(
            String shareClass,
            String party,
            long shares,
            @Nullable String paid,
            String on,
            String reason) {}

    record SharesBody(long shares) {}

    record TransferBody(@Nullable String to, @Nullable String shareClass, long shares) {}

    record Issued(long number) {}

    record Earned(long shares) {}

    record Asked(String id) {}

    record Paid(Amount amount) {}

    record GainMade(int number) {}

    @Operation(summary = "Who holds what, now or at the end of a day")
    @GetMapping("/holdings")
    @Allow(Access.READER)
    List<HoldingItem> holdings(Standing standing, @RequestParam(required = false) @Nullable String at) {
        var commons = standing.commons();
        var holdings =
                at == null ? register.holdings(commons.id()) : register.holdings(commons.id(), Fields.date("at", at));
        return holdings.stream()
                .map(one -> new HoldingItem(
                        one.of(), one.party().toString(), one.shares(), Amount.of(commons.money(one.minorUnits()))))
                .toList();
    }

    @Operation(summary = "Everything that ever happened to shares, the oldest first")
    @GetMapping("/events")
    @Allow(Access.READER)
    List<EventItem> events(Standing standing) {
        Commons commons = standing.commons();
        return register.events(commons.id()).stream()
                .map(event -> new EventItem(
                        event.number(),
                        event.on(),
                        event.kind(),
                        event.of(),
                        event.party().toString(),
                        event.to().map(PartyId::toString).orElse(null),
                        event.shares(),
                        Amount.of(commons.money(event.minorUnits())),
                        event.source(),
                        event.reason(),
                        event.authority().name()))
                .toList();
    }

    @Operation(summary = "Issues shares, where the charter leaves membership to stewards")
    @PostMapping("/shares")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    Issued issue(Standing standing, Text text, @RequestHeader(Api.KEY) String key, @RequestBody IssueBody body) {
        var commons = standing.commons();
        var terms = new IssueShares(
                Fields.choice("shareClass", ShareClass.class, body.shareClass()),
                new PartyId(Fields.id("party", body.party())),
                EquityMotions.shares("shares", String.valueOf(body.shares())),
                Optional.ofNullable(body.paid()).map(paid -> Money.parsePositive("paid", paid, commons.currency())),
                Fields.date("on", body.on()),
                Fields.text("reason", body.reason(), 500));
        return new Issued(Long.parseLong(Acts.id(acts.act(standing, text, terms, key))));
    }

    @Operation(summary = "Issues what members have earned by the charter's rules")
    @PostMapping("/earned")
    @Allow(Access.MEMBER)
    Earned earned(Standing standing, @RequestHeader(Api.KEY) String key) {
        return new Earned(earnings.issue(standing.member(), key));
    }

    @Operation(summary = "Hands one's own funders' shares on")
    @PostMapping("/transfers")
    @Allow(Access.MEMBER)
    Issued transfer(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody TransferBody body) {
        return new Issued(register.transfer(
                standing.member(),
                Fields.choice("shareClass", ShareClass.class, body.shareClass()),
                new PartyId(Fields.id("to", body.to())),
                EquityMotions.shares("shares", String.valueOf(body.shares())),
                key));
    }

    @Operation(summary = "Asks for the money in one's own funders' shares")
    @PostMapping("/withdrawals")
    @Allow(Access.MEMBER)
    Asked withdraw(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody SharesBody body) {
        return new Asked(redemptions
                .ask(standing.member(), EquityMotions.shares("shares", String.valueOf(body.shares())), key)
                .toString());
    }

    @Operation(summary = "Pays withdrawals from the redemption fund, where the charter leaves the reserve to stewards")
    @PostMapping("/withdrawals/payments")
    @Allow(Access.STEWARD)
    Paid pay(Standing standing, Text text, @RequestHeader(Api.KEY) String key) {
        long before = paid(standing);
        acts.act(standing, text, new PayWithdrawals(), key);
        return new Paid(Amount.of(standing.commons().money(paid(standing) - before)));
    }

    private long paid(Standing standing) {
        return redemptions.all(standing.commons().id()).stream()
                .mapToLong(Redemptions.Request::paid)
                .sum();
    }

    @Operation(summary = "Issues shares for what the commons has become worth, where the charter leaves it to stewards")
    @PostMapping("/gains")
    @Allow(Access.STEWARD)
    GainMade gain(
            Standing standing,
            Text text,
            @RequestHeader(Api.KEY) String key,
            @RequestBody @TermsOf(IssueGain.class) JsonNode terms) {
        return new GainMade(Integer.parseInt(Acts.id(acts.act(standing, text, IssueGain.class, terms, key))));
    }
}
