using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace MobileDist.GooglePlay;

/// <summary>Tells plans apart: SHA-256, lower case hexadecimal, of all that ends in an edit but the files, whose digests are elsewhere.</summary>
internal static class PlanDigest
{
    public static string Of(PlayPlan plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new string?[][]
    {
        [plan.Track, plan.Status.ToString(), plan.UserFraction?.ToString(CultureInfo.InvariantCulture), plan.UpdatePriority?.ToString(CultureInfo.InvariantCulture), plan.ReleaseName],
        [.. plan.Notes.SelectMany(note => new[] { note.Key, note.Value })],
        [.. plan.RetainedVersionCodes.Select(code => code.ToString(CultureInfo.InvariantCulture))],
        [.. plan.TesterGroups, plan.RemoveOtherGroups.ToString()],
    })));
}
