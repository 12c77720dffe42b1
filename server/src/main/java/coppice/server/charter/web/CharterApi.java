package coppice.server.charter.web;

import coppice.server.charter.AmendCharter;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.charter.Charters;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Acts;
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
import io.swagger.v3.oas.annotations.media.Schema;
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
class CharterApi {
    private final Charters charters;
    private final Presets presets;
    private final Identity identity;
    private final Acts acts;

    CharterApi(Charters charters, Presets presets, Identity identity, Acts acts) {
        this.charters = charters;
        this.presets = presets;
        this.identity = identity;
        this.acts = acts;
    }

    /// @param charter `purpose`, and the members of all chapters
    record CharterItem(int version, Instant adoptedAt, String authority, String reason, Charter charter) {
        static CharterItem of(CharterVersion version) {
            return new CharterItem(
                    version.version(),
                    version.adoptedAt(),
                    version.authority().name(),
                    version.reason(),
                    version.charter());
        }
    }

    record Founding(
            String name,
            String slug,
            String currency,
            String purpose,
            @Schema(implementation = Preset.class) String preset) {}

    record Founded(String slug, String name, String currency, String notice) {}

    @Operation(summary = "Founds a commons with one of the preset charters")
    @PostMapping("/commons")
    @Allow(Access.ACCOUNT)
    @ResponseStatus(HttpStatus.CREATED)
    Founded found(Viewer viewer, @RequestHeader(Api.KEY) String key, @RequestBody Founding founding) {
        var account = viewer.account()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        var commons = charters.found(
                account,
                Fields.text("name", founding.name(), 80),
                Fields.text("slug", founding.slug(), 40),
                Fields.text("currency", founding.currency(), 3),
                presets.charter(
                        Fields.choice("preset", Preset.class, founding.preset()),
                        Fields.text("purpose", founding.purpose(), 2000)),
                key);
        return new Founded(commons.slug(), commons.name(), commons.currency().getCurrencyCode(), commons.notice());
    }

    @Operation(summary = "Its charters, the one in force first")
    @GetMapping("/c/{slug}/charter")
    @Allow(Access.PUBLIC)
    List<CharterItem> charters(Standing standing) {
        return charters.all(standing.commons().id()).stream()
                .map(CharterItem::of)
                .toList();
    }

    @Operation(summary = "Adopts a new charter by the stewards' act, written on the version `after`")
    @PostMapping("/c/{slug}/charter")
    @Allow(Access.STEWARD)
    @ResponseStatus(HttpStatus.CREATED)
    CharterItem amend(
            Standing standing,
            Text text,
            @RequestHeader(Api.KEY) String key,
            @RequestBody @TermsOf(AmendCharter.class) JsonNode amendment) {
        acts.act(standing, text, AmendCharter.class, amendment, key);
        return CharterItem.of(charters.version(
                standing.commons().id(), amendment.path("after").asInt() + 1));
    }
}
