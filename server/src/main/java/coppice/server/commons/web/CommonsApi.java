package coppice.server.commons.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Charter;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsMotions.AmendCharter;
import coppice.server.commons.Commonses;
import coppice.server.commons.Preset;
import coppice.server.commons.Presets;
import coppice.server.commons.Standing;
import coppice.server.commons.TermsOf;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api")
class CommonsApi {
    private final Commonses commonses;
    private final Acts acts;
    private final Presets presets;
    private final Identity identity;

    CommonsApi(Commonses commonses, Presets presets, Identity identity, Acts acts) {
        this.presets = presets;
        this.acts = acts;
        this.commonses = commonses;
        this.identity = identity;
    }

    record CommonsItem(String slug, String name, String currency, String notice) {
        static CommonsItem of(Commons commons) {
            return new CommonsItem(
                    commons.slug(), commons.name(), commons.currency().getCurrencyCode(), commons.notice());
        }
    }

    record CharterItem(int version, Instant adoptedAt, String authority, String reason, Charter charter) {}

    record Founding(String name, String slug, String currency, String purpose, String preset) {}

    record MemberItem(String party, String name, String role) {}

    @Operation(summary = "All commons of this server")
    @GetMapping("/commons")
    @Allow(Access.PUBLIC)
    List<CommonsItem> all() {
        return commonses.all().stream().map(CommonsItem::of).toList();
    }

    @Operation(summary = "Founds a commons with one of the preset charters")
    @PostMapping("/commons")
    @Allow(Access.ACCOUNT)
    @ResponseStatus(HttpStatus.CREATED)
    CommonsItem found(Viewer viewer, @RequestHeader(Api.KEY) String key, @RequestBody Founding founding) {
        var account = viewer.account()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return CommonsItem.of(commonses.found(
                account,
                Fields.text("name", founding.name(), 80),
                Fields.text("slug", founding.slug(), 40),
                Fields.text("currency", founding.currency(), 3),
                presets.charter(
                        Fields.choice("preset", Preset.class, founding.preset()),
                        Fields.text("purpose", founding.purpose(), 2000)),
                key));
    }

    @Operation(summary = "A commons")
    @GetMapping("/c/{slug}")
    @Allow(Access.PUBLIC)
    CommonsItem one(Standing standing) {
        return CommonsItem.of(standing.commons());
    }

    @Operation(summary = "Its members")
    @GetMapping("/c/{slug}/commons")
    @Allow(Access.MEMBER)
    List<MemberItem> members(Standing standing) {
        return commonses.members(standing.commons().id()).stream()
                .map(member -> new MemberItem(
                        member.party().toString(), member.name(), member.role().name()))
                .toList();
    }

    @Operation(summary = "Its charters, the one in force first")
    @GetMapping("/c/{slug}/commons/charter")
    @Allow(Access.PUBLIC)
    List<CharterItem> charters(Standing standing) {
        return commonses.charters(standing.commons().id()).stream()
                .map(version -> new CharterItem(
                        version.version(),
                        version.adoptedAt(),
                        version.authority().name(),
                        version.reason(),
                        version.charter()))
                .toList();
    }

    @Operation(summary = "Adopts a new charter by the stewards' act, written on the version `after`")
    @PostMapping("/c/{slug}/commons/charter")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    CharterItem amend(
            Standing standing,
            Text text,
            @RequestHeader(Api.KEY) String key,
            @RequestBody @TermsOf(AmendCharter.class) JsonNode amendment) {
        acts.act(standing, text, AmendCharter.class, amendment, key);
        return charters(standing).stream()
                .filter(adopted -> adopted.version() == amendment.path("after").asInt() + 1)
                .findFirst()
                .orElseThrow();
    }
}
