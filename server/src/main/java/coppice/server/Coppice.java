package coppice.server;

import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.site.Program;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The program: `coppice COMMAND`.
@SpringBootApplication
public class Coppice {
    public static void main(String[] arguments) {
        System.exit(Program.run(Coppice::start, System.getenv(), arguments));
    }

    /// The whole house over an open database; with `web`, it listens.
    public static ConfigurableApplicationContext start(Settings settings, Database database, Clock clock, boolean web) {
        var application = new SpringApplication(Coppice.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setWebApplicationType(web ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        application.setDefaultProperties(Map.of(
                "server.address", settings.address(),
                "server.port", String.valueOf(settings.port())));
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) context -> {
            context.registerBean(Settings.class, () -> settings);
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(Database.class, () -> database, bean -> bean.setDestroyMethodName(""));
            context.registerBean(DataSource.class, database::dataSource, bean -> bean.setDestroyMethodName(""));
        });
        return application.run();
    }
}
