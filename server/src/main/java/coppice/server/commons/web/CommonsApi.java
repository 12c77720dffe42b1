package coppice.server.commons.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class CommonsApi {
    private static final int MOST = 200;

    private final Commonses commonses;

    CommonsApi(Commonses commonses) {
        this.commonses = commonses;
    }

    record CommonsItem(String slug, String name, String currency, String notice) {
        static CommonsItem of(Commons commons) {
            return new CommonsItem(
                    commons.slug(), commons.name(), commons.currency().getCurrencyCode(), commons.notice());
        }
    }

    record MemberItem(String party, String name, String role) {}

    @Operation(
            summary =
                    "The commons of this server by name, at most 200 at once; `search` by name, the next ones `after` "
                            + "the slug of the last")
    @GetMapping("/commons")
    @Allow(Access.PUBLIC)
    List<CommonsItem> all(
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String after) {
        return commonses.page(search, after, MOST).stream().map(CommonsItem::of).toList();
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
}
