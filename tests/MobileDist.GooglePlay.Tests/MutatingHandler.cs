using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.GooglePlay.Tests;

/// <summary>Now and then puts something else in one place of an answer: the client must not trust what Google sends.</summary>
internal sealed class MutatingHandler(HttpMessageHandler inner, Random random, double share) : DelegatingHandler(inner)
{
    private static readonly string[] Others = ["null", "[]", "{}", "[null]", "\"x\"", "\"\"", "-1", "0.5", "99999999999999999999999", "true", "{\"id\":[1]}", "[[[[[[[[]]]]]]]]"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is not "application/json" || random.NextDouble() >= share)
        {
            return response;
        }

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        response.Content = new StringContent(Mutated(body).ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return response;
    }

    private JsonNode Mutated(JsonNode body)
    {
        var places = Places(body).ToList();
        var other = JsonNode.Parse(Others[random.Next(Others.Length)]);
        if (places.Count == 0)
        {
            return other ?? new JsonArray();
        }

        places[random.Next(places.Count)](other);
        return body;
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject owner:
                foreach (var (name, member) in owner.ToList())
                {
                    yield return other => owner[name] = other;
                    foreach (var place in Places(member))
                    {
                        yield return place;
                    }
                }

                break;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++)
                {
                    var index = at;
                    yield return other => list[index] = other;
                    foreach (var place in Places(list[at]))
                    {
                        yield return place;
                    }
                }

                break;
        }
    }
}
