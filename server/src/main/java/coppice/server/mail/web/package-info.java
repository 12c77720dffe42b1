@NullMarked
package coppice.server.mail.web;

import org.jspecify.annotations.NullMarked;
