package coppice.server.identity.web;

import coppice.server.identity.Identity;
import coppice.server.kernel.Room;
import coppice.server.kernel.Settings;
import coppice.server.web.Viewer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Cookies, forgery protection and headers; who a request comes from.
@Configuration(proxyBeanMethods = false)
class Security {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Settings settings;

    Security(Settings settings) {
        this.settings = settings;
    }

    @Bean
    Room identityRoom() {
        return Room.without("identity");
    }

    @Bean
    @ConditionalOnWebApplication
    SecurityFilterChain chain(HttpSecurity http, Identity identity) throws Exception {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(cookieName("form"));
        tokens.setCookieCustomizer(cookie ->
                cookie.secure(settings.https()).sameSite("Lax").httpOnly(true).path("/"));
        return http.csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .ignoringRequestMatchers(Security::carriesNoToken, UploadToken::guards))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> anonymous.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .addFilterBefore(new WhoFilter(identity, cookieName("session")), CsrfFilter.class)
                .build();
    }

    /// Whom no browser of somebody else's making can speak for.
    static boolean carriesNoToken(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/unsubscribe/");
    }

    @Bean
    WebMvcConfigurer uploads() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new UploadToken()).order(Ordered.LOWEST_PRECEDENCE);
            }
        };
    }

    /// Spring would otherwise make a user with a password on the console.
    @Bean
    UserDetailsService noUsers() {
        return new InMemoryUserDetailsManager();
    }

    String cookieName(String purpose) {
        return (settings.https() ? "__Host-" : "") + "coppice-" + purpose;
    }

    ResponseCookie sessionCookie(Identity.Secret secret) {
        return cookie(secret.value(), Identity.SESSION_LASTS.toSeconds());
    }

    ResponseCookie endedCookie() {
        return cookie("", 0);
    }

    private ResponseCookie cookie(String value, long seconds) {
        return ResponseCookie.from(cookieName("session"), value)
                .httpOnly(true)
                .secure(settings.https())
                .sameSite("Lax")
                .path("/")
                .maxAge(seconds)
                .build();
    }

    /// Pages by session cookie, the API by token; neither by the other.
    private static final class WhoFilter extends OncePerRequestFilter {
        private static final String BEARER = "Bearer ";

        private final Identity identity;
        private final String cookieName;

        WhoFilter(Identity identity, String cookieName) {
            this.identity = identity;
            this.cookieName = cookieName;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            who(request).attachTo(request);
            chain.doFilter(request, response);
        }

        private Viewer who(HttpServletRequest request) {
            if (request.getRequestURI().startsWith("/api/")) {
                String header = request.getHeader(HttpHeaders.AUTHORIZATION);
                return header != null && header.startsWith(BEARER)
                        ? identity.byToken(header.substring(BEARER.length()).strip())
                        : Viewer.NOBODY;
            }
            Cookie[] cookies = request.getCookies();
            if (cookies != null)
                for (var cookie : cookies)
                    if (cookie.getName().equals(cookieName)) return identity.bySession(cookie.getValue());
            return Viewer.NOBODY;
        }
    }
}
