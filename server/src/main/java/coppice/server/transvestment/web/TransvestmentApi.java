package coppice.server.transvestment.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.commons.TermsOf;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.transvestment.CampaignId;
import coppice.server.transvestment.Campaigns;
import coppice.server.transvestment.Instrument;
import coppice.server.transvestment.InstrumentId;
import coppice.server.transvestment.Instruments;
import coppice.server.transvestment.TransvestmentMotions.OfferInstrument;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Text;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
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

/// Transvestment for programs.
@RestController
@RequestMapping("/api/c/{slug}/transvestment")
class TransvestmentApi {
    private final Campaigns campaigns;
    private final Instruments instruments;
    private final Acts acts;

    TransvestmentApi(Campaigns campaigns, Instruments instruments, Acts acts) {
        this.campaigns = campaigns;
        this.instruments = instruments;
        this.acts = acts;
    }

    record InstrumentItem(
            String id,
            int number,
            String campaign,
            Amount principal,
            Amount cap,
            Amount paid,
            Amount left,
            Instrument.State state) {}

    /// @param holder a party for whom a steward writes it down; absent: whoever asks
    record CommitBody(@Nullable String amount, @Nullable String holder) {}

    record Made(String id) {}

    @Operation(summary = "What was let in, each with its way to the cap")
    @GetMapping("/instruments")
    @Allow(Access.PUBLIC)
    List<InstrumentItem> instruments(Standing standing) {
        var commons = standing.commons();
        return instruments.instruments(commons.id()).stream()
                .map(one -> item(commons, one))
                .toList();
    }

    private static InstrumentItem item(Commons commons, Instrument one) {
        return new InstrumentItem(
                one.id().toString(),
                one.number(),
                one.campaign().toString(),
                Amount.of(commons.money(one.principal())),
                Amount.of(commons.money(one.cap())),
                Amount.of(commons.money(one.paid())),
                Amount.of(commons.money(one.left())),
                one.state());
    }

    @Operation(summary = "Opens a campaign, where the charter leaves that to stewards; as the act offer-instrument")
    @PostMapping("/campaigns")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    Made offer(
            Standing standing,
            Text text,
            @RequestHeader(Api.KEY) String key,
            @RequestBody @TermsOf(OfferInstrument.class) JsonNode terms) {
        return new Made(Acts.id(acts.act(standing, text, OfferInstrument.class, terms, key)));
    }

    @Operation(summary = "Commits money to a campaign")
    @PostMapping("/campaigns/{campaign}/commitments")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    InstrumentItem commit(
            Standing standing,
            @PathVariable CampaignId campaign,
            @RequestHeader(Api.KEY) String key,
            @RequestBody CommitBody body) {
        var commons = standing.commons();
        var found = campaigns.campaign(commons, campaign);
        var id = instruments.commit(
                standing.member(),
                found.id(),
                body.holder() == null ? standing.member().party() : Fields.id("holder", PartyId::new, body.holder()),
                Money.parsePositive("amount", Api.given(body.amount()), commons.currency())
                        .minorUnits(),
                key);
        return item(commons, instruments.instrument(commons.id(), id));
    }

    @Operation(summary = "Writes down that the money of an instrument has come")
    @PostMapping("/instruments/{instrument}/payment")
    @Allow(Access.STEWARD)
    InstrumentItem payIn(Standing standing, @PathVariable InstrumentId instrument) {
        var commons = standing.commons();
        var found = instruments.instrument(commons.id(), instrument);
        instruments.payIn(standing.steward(), found.id());
        return item(commons, instruments.instrument(commons.id(), found.id()));
    }
}
