package coppice.server.planted;

import coppice.server.commons.Standing;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Planted
@Controller
class OrchardPages {
    @GetMapping("/c/{slug}/orchard")
    @Allow(Access.PUBLIC)
    Reply show(Standing standing) {
        return new Redirect(standing.commons().address() + "/openbooks");
    }
}
