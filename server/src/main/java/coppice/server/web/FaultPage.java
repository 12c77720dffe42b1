package coppice.server.web;

import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access.Allow;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What is said when a request fails before it reaches a room: refused by a filter, or broken on our side.
@Controller
class FaultPage implements ErrorController {
    @RequestMapping("/error")
    @Allow(Access.PUBLIC)
    void say(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        throw new Refused(
                switch (status) {
                    case Integer code when code == 403 -> new WebRefusal.FormTooOld();
                    case Integer code when code == 413 -> new WebRefusal.FileTooLarge();
                    case Integer code when code >= 400 && code < 500 -> new KernelRefusal.NotFound();
                    case null, default -> new WebRefusal.OurFault();
                });
    }
}
