package coppice.dev;

import coppice.dev.Sources.Broken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One connection of a browser: what it asks goes to the newest house, and back comes what that answers.
final class Visit implements Runnable {
    private final Socket browser;
    private final Newest house;

    Visit(Socket browser, Newest house) {
        this.browser = browser;
        this.house = house;
    }

    @Override
    public void run() {
        Socket behind = null;
        try (browser) {
            var asked = browser.getInputStream();
            var chunk = new byte[16_384];
            int port = 0;
            for (int read = asked.read(chunk); read >= 0; read = asked.read(chunk)) {
                int now = house.now();
                if (behind == null || now != port) {
                    if (behind != null) behind.close();
                    port = now;
                    behind = new Socket(InetAddress.getLoopbackAddress(), port);
                    carryBack(behind, now);
                }
                behind.getOutputStream().write(chunk, 0, read);
            }
        } catch (Broken broken) {
            complain(broken);
        } catch (IOException gone) {
            // the browser left, or the house was replaced in the middle: it asks again
        } finally {
            close(behind);
        }
    }

    private void carryBack(Socket from, int port) {
        Thread.ofVirtual().start(() -> {
            try {
                from.getInputStream().transferTo(browser.getOutputStream());
                if (house.now() == port) browser.close();
            } catch (IOException | Broken gone) {
                // said where the browser asks
            }
        });
    }

    private void complain(Broken broken) {
        byte[] said = broken.getMessage().getBytes(StandardCharsets.UTF_8);
        try (var again = browser) {
            var out = again.getOutputStream();
            out.write(("HTTP/1.1 500 Broken\r\nContent-Type: text/plain; charset=UTF-8\r\nConnection: close\r\n"
                            + "Content-Length: " + said.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(said);
        } catch (IOException gone) {
            // nobody waits for it
        }
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) socket.close();
        } catch (IOException closed) {
            // that was wanted
        }
    }
}
