"""The MCP surface: tools, and the documents as resources; over stdio, and at `/mcp` of the service."""
