using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobileDist.Testing;

namespace MobileDist.GitHub.Tests;

/// <summary>The reference implementation of GraphQL, with GitHub's own schema, as the judge of queries and answers.</summary>
internal static class GraphQlPeer
{
    public static PeerResult Judge(IEnumerable<ApiCall> calls)
    {
        var node = Peer.Require("node");
        var schema = PlatformFiles.Require("schema.graphql");
        using var folder = new TestFolder();
        using (var package = new GZipStream(File.OpenRead(PlatformFiles.Require("graphql.tgz")), CompressionMode.Decompress))
        {
            TarFile.ExtractToDirectory(package, folder.FullPath, overwriteFiles: false);
        }

        var list = new JsonArray([.. calls.Select(Shown)]);
        return node.Run(
            RepositoryRoot.Combine("tests", "node-tools", "validate-graphql.mjs"), folder.Combine("package"), schema, folder.Write("calls.json", list.ToJsonString()));
    }

    private static JsonNode Shown(ApiCall call)
    {
        var request = JsonNode.Parse(call.RequestBody)!;
        return new JsonObject
        {
            ["query"] = request["query"]!.DeepClone(),
            ["variables"] = request["variables"]?.DeepClone(),
            ["answer"] = JsonSerializer.Deserialize<JsonNode>(call.AnswerBody),
        };
    }
}
