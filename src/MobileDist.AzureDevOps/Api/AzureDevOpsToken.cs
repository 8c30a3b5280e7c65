using System.Net.Http.Headers;
using System.Text;

namespace MobileDist.AzureDevOps;

/// <summary>What the API is called with.</summary>
/// <param name="Value">The token itself.</param>
/// <param name="Kind">Where it comes from.</param>
public sealed record AzureDevOpsToken(Secret Value, AzureDevOpsTokenKind Kind)
{
    internal AuthenticationHeaderValue Header() => Kind == AzureDevOpsTokenKind.Job
        ? new AuthenticationHeaderValue("Bearer", Value.Reveal())
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(":" + Value.Reveal())));
}
