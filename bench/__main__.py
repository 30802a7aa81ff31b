"""`make bench`: all figures, the server's and the browser's, one after the other."""

import asyncio

from bench import api, browser, trends

asyncio.run(api.main())
asyncio.run(trends.main())
browser.main()
