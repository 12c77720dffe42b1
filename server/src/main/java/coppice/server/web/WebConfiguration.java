package coppice.server.web;

import coppice.server.kernel.Id;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Jobs;
import coppice.server.kernel.Json;
import coppice.server.kernel.Room;
import coppice.server.kernel.Rows;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/// Teaches Spring our answers (`Reply`) and arguments (`Viewer`, `Text`, `Form`, ids).
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    Messages messages() {
        return new Messages();
    }

    @Bean
    JacksonModule json() {
        return Json.module();
    }

    @Bean
    Rows rows(JdbcClient db, JsonMapper json) {
        return new Rows(db, json);
    }

    @Bean
    Today today(Clock clock) {
        return new Today(clock);
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

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new IdArguments());
            }
        };
    }

    /// An address with something else where an id belongs leads nowhere.
    private static final class IdArguments implements ConverterFactory<String, Id> {
        @Override
        public <I extends Id> Converter<String, I> getConverter(Class<I> kind) {
            return text -> Id.of(kind, Ids.parse(text));
        }
    }

    private record ShellArguments(Renderer renderer) implements HandlerMethodArgumentResolver {
        private static final Set<Class<?>> KNOWN = Set.of(Viewer.class, Text.class, Form.class);

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return KNOWN.contains(parameter.getParameterType());
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var servlet = (HttpServletRequest) request.getNativeRequest();
            if (parameter.getParameterType() == Form.class) return Form.of(servlet);
            return parameter.getParameterType() == Text.class ? renderer.text(servlet) : Viewer.of(servlet);
        }
    }

    private record PageHandler(Renderer renderer) implements HandlerMethodReturnValueHandler {
        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return Reply.class.isAssignableFrom(returnType.getParameterType());
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
            switch ((Reply) Objects.requireNonNull(value)) {
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
                case Download file -> {
                    response.setContentType(file.type());
                    response.setHeader(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(file.name(), StandardCharsets.UTF_8)
                                    .build()
                                    .toString());
                    response.getOutputStream().write(file.content());
                }
            }
        }
    }
}
