package coppice.server.web;

import coppice.server.kernel.Ids;
import coppice.server.kernel.Jobs;
import coppice.server.kernel.Json;
import coppice.server.kernel.Room;
import coppice.server.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;

/// Teaches Spring our return values (`Page`, `Redirect`) and arguments (`Viewer`, `Text`).
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    Messages messages() {
        return new Messages();
    }

    @Bean
    JacksonModule ratios() {
        return Json.ratios();
    }

    @Bean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    Jobs jobs() {
        return new Jobs();
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(new TransactionTemplate(manager));
    }

    @Bean
    Room webRoom() {
        return Room.without("web");
    }

    @Bean
    Moved.Signpost signpost(List<Moved> moved) {
        return new Moved.Signpost(moved);
    }

    @Bean
    WebMvcConfigurer pages(Renderer renderer) {
        return new WebMvcConfigurer() {
            @Override
            public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
                handlers.add(new PageHandler(renderer));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new ShellArguments(renderer));
            }
        };
    }

    private record ShellArguments(Renderer renderer) implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return List.of(Viewer.class, Text.class).contains(parameter.getParameterType());
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var servlet = (HttpServletRequest) request.getNativeRequest();
            return parameter.getParameterType() == Text.class ? renderer.text(servlet) : Viewer.of(servlet);
        }
    }

    private record PageHandler(Renderer renderer) implements HandlerMethodReturnValueHandler {
        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            var type = returnType.getParameterType();
            return type == Page.class || type == Redirect.class || type == Object.class;
        }

        @Override
        public void handleReturnValue(
                @Nullable Object value,
                MethodParameter returnType,
                ModelAndViewContainer container,
                NativeWebRequest request)
                throws Exception {
            container.setRequestHandled(true);
            var servlet = (HttpServletRequest) request.getNativeRequest();
            var response = (HttpServletResponse) request.getNativeResponse();
            if (response == null) return;
            switch (value) {
                case Redirect(String address) -> {
                    response.setStatus(303);
                    response.setHeader("Location", address);
                }
                case Page page -> {
                    String html = renderer.render(page.template(), page.model(), renderer.shell(servlet));
                    response.setStatus(page.status().value());
                    response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
                    response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
                }
                case null, default -> throw new IllegalStateException("neither page nor redirect: " + value);
            }
        }
    }
}
