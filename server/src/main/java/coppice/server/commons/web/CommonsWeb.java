package coppice.server.commons.web;

import coppice.server.commons.Member;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.kernel.Room;
import coppice.server.web.Access;
import coppice.server.web.Form;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Puts the gate before every route and hands routes the `Standing`, `Member` or `Steward` who comes.
@Configuration(proxyBeanMethods = false)
class CommonsWeb {
    @Bean
    Room commonsRoom() {
        return Room.with("commons", Room.Place.COMMONS, 10, Room.Audience.MEMBERS);
    }

    /// What the program fills in itself is no parameter of the API.
    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(
                        Standing.class, Member.class, Steward.class, Viewer.class, Text.class, Form.class);
        return new OpenAPI()
                .info(new Info().title("Coppice").version("0.1"))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    @Bean
    WebMvcConfigurer gates(Gate gate) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(gate);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new StandingArgument());
            }
        };
    }

    /// A route that does not say whom it is for stops the start.
    @Bean
    @ConditionalOnWebApplication
    SmartInitializingSingleton everyRouteSaysWhomItIsFor(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        return () -> requestMappingHandlerMapping.getHandlerMethods().forEach((route, method) -> {
            if (method.getBeanType().getName().startsWith("coppice.")
                    && !method.hasMethodAnnotation(Access.Allow.class))
                throw new IllegalStateException("route without @Allow: " + route);
        });
    }

    private static final class StandingArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return List.of(Standing.class, Member.class, Steward.class).contains(parameter.getParameterType());
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var found = ((HttpServletRequest) request.getNativeRequest()).getAttribute(Gate.STANDING);
            if (!(found instanceof Standing standing)) return null;
            if (parameter.getParameterType() == Standing.class) return standing;
            return parameter.getParameterType() == Steward.class ? standing.steward() : standing.member();
        }
    }
}
