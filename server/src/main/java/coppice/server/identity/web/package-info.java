@NullMarked
package coppice.server.identity.web;

import org.jspecify.annotations.NullMarked;
