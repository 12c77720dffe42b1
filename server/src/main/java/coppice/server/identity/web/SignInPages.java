package coppice.server.identity.web;

import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import coppice.server.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Coming in and going out.
@Controller
class SignInPages {
    private final Identity identity;
    private final Security security;

    SignInPages(Identity identity, Security security) {
        this.identity = identity;
        this.security = security;
    }

    record SignInPage(Form form) {}

    record EnterPage(String secret, Optional<Account> account, Form form) {}

    @GetMapping("/sign-in")
    @Allow(Access.PUBLIC)
    Page form(@RequestParam(defaultValue = "/") String to) {
        return Page.of("identity/web/sign-in.jte", new SignInPage(Form.fresh(Map.of("to", to))));
    }

    @PostMapping("/sign-in")
    @Allow(Access.PUBLIC)
    Reply signIn(Form form, HttpServletRequest request, HttpServletResponse response) {
        return form.submit(
                () -> {
                    var secret = identity.signIn(
                            form.value("email"), form.value("password"), request.getRemoteAddr(), agent(request));
                    response.addHeader(
                            HttpHeaders.SET_COOKIE,
                            security.sessionCookie(secret).toString());
                    return local(form.value("to"));
                },
                again -> Page.of("identity/web/sign-in.jte", new SignInPage(again)));
    }

    /// Only to an address on this server.
    private static String local(String to) {
        return to.startsWith("/") && !to.startsWith("//") && to.indexOf('\\') < 0 && to.indexOf('\n') < 0 ? to : "/";
    }

    @PostMapping("/sign-out")
    @Allow(Access.PUBLIC)
    Redirect signOut(Viewer viewer, HttpServletResponse response) {
        if (viewer.account().isPresent() && viewer.session().isPresent())
            identity.endSession(viewer.account().get(), viewer.session().get());
        response.addHeader(HttpHeaders.SET_COOKIE, security.endedCookie().toString());
        return new Redirect("/");
    }

    @GetMapping("/enter/{secret}")
    @Allow(Access.PUBLIC)
    Page door(@PathVariable String secret) {
        return Page.of(
                "identity/web/enter.jte", new EnterPage(secret, identity.linkIsFor(secret), Form.fresh(Map.of())));
    }

    @PostMapping("/enter/{secret}")
    @Allow(Access.PUBLIC)
    Reply enter(@PathVariable String secret, Form form, HttpServletRequest request, HttpServletResponse response) {
        var account = identity.linkIsFor(secret);
        return form.submit(
                () -> {
                    var session = account.isPresent()
                            ? identity.enter(secret, agent(request))
                            : identity.openSession(
                                    identity.createFirst(
                                            secret, form.value("name"), form.value("email"), form.value("password")),
                                    agent(request));
                    response.addHeader(
                            HttpHeaders.SET_COOKIE,
                            security.sessionCookie(session).toString());
                    return account.isPresent() ? "/" : "/commons/new";
                },
                again -> Page.of("identity/web/enter.jte", new EnterPage(secret, account, again)));
    }

    static String agent(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null ? "" : agent;
    }
}
