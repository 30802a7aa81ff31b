"""Set when this process has been told to stop: answers without an end (the live feed) then end."""

import asyncio

stopping = asyncio.Event()
