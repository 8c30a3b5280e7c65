namespace MobileDist.Testing.AzureDevOps;

/// <summary>A request as the fake server got it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Target">Path and query as they came.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">As it came.</param>
public sealed record FakeRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
