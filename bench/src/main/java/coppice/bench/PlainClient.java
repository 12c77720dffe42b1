package coppice.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// HTTP/1.1 over one kept connection, no more than a load needs: what it costs is not measured as the server's.
final class PlainClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String host;

    PlainClient(URI server) throws IOException {
        host = server.getHost() + ":" + server.getPort();
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 8192);
    }

    /// The status of the answer; its body is read and dropped.
    int post(String path, String token, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + UUID.randomUUID()
                + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        var headBytes = head.getBytes(StandardCharsets.US_ASCII);
        var request = new byte[headBytes.length + bytes.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(bytes, 0, request, headBytes.length, bytes.length);
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line())
            if (header.regionMatches(true, 0, "content-length:", 0, 15))
                length = Long.parseLong(header.substring(15).strip());
        if (length >= 0) in.skipNBytes(length);
        else
            for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
                in.skipNBytes(chunk);
                line();
            }
        if (length < 0) line();
        return status;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) throw new EOFException();
            if (next == '\n') return text.toString();
            if (next != '\r') text.append((char) next);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
