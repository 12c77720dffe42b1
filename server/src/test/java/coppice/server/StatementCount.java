package coppice.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Counts the SQL statements of each request of a test's server and tells them in a header.
@Configuration(proxyBeanMethods = false)
public class StatementCount {
    /// Where the count stands in an answer.
    public static final String HEADER = "X-Statements";

    private static final ThreadLocal<AtomicInteger> OF_THIS_REQUEST = new ThreadLocal<>();

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof Counting) ? new Counting(source) : bean;
            }
        };
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counted(Connection.class, super.getConnection());
        }
    }

    /// Every `execute…` of a statement that this connection makes counts once.
    private static <T> T counted(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        var count = OF_THIS_REQUEST.get();
                        if (count != null) count.incrementAndGet();
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        return answer instanceof PreparedStatement statement
                                ? counted(PreparedStatement.class, statement)
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    /// The answer is held back until all is counted.
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Header extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, jakarta.servlet.ServletException {
            var held = new org.springframework.web.util.ContentCachingResponseWrapper(response);
            var count = new AtomicInteger();
            OF_THIS_REQUEST.set(count);
            try {
                chain.doFilter(request, held);
            } finally {
                OF_THIS_REQUEST.remove();
                response.setHeader(HEADER, String.valueOf(count.get()));
                held.copyBodyToResponse();
            }
        }
    }
}
