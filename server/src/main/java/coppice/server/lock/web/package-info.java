/// The pages and the API of `lock`.
@NullMarked
package coppice.server.lock.web;

import org.jspecify.annotations.NullMarked;
