using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>A build as Apple has it right now.</summary>
public sealed record AppleBuild
{
    public required string Id { get; init; }

    /// <summary>CFBundleVersion.</summary>
    public required string BuildNumber { get; init; }

    /// <summary>CFBundleShortVersionString; null when Apple did not send it.</summary>
    public string? Version { get; init; }

    public BuildProcessingState Processing { get; init; }

    public bool IsExpired { get; init; }

    public DateTimeOffset? Uploaded { get; init; }

    /// <summary>When it stops to run: 90 days after the upload.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The answer on export compliance; null while nobody gave one.</summary>
    public bool? UsesNonExemptEncryption { get; init; }

    /// <summary>Null while Apple has none for it, which can last a day when something is broken there.</summary>
    public BuildBetaStates? Beta { get; init; }

    /// <summary>"What to Test" in every language; empty when it was not asked for.</summary>
    public ImmutableArray<string> WhatToTest { get; init; } = [];

    internal static AppleBuild Of(AppleResource build, AppleDocument document) => new()
    {
        Id = build.Id,
        BuildNumber = build.Text("version") ?? "",
        Version = document.Find("preReleaseVersions", build.Related("preReleaseVersion"))?.Text("version"),
        Processing = build.Text("processingState") switch
        {
            "PROCESSING" => BuildProcessingState.Processing,
            "FAILED" => BuildProcessingState.Failed,
            "INVALID" => BuildProcessingState.Invalid,
            "VALID" => BuildProcessingState.Valid,
            _ => BuildProcessingState.Unknown,
        },
        IsExpired = build.Flag("expired") is true,
        Uploaded = build.Date("uploadedDate"),
        Expires = build.Date("expirationDate"),
        UsesNonExemptEncryption = build.Flag("usesNonExemptEncryption"),
        Beta = document.Find("buildBetaDetails", build.Related("buildBetaDetail")) is { } detail ? BuildBetaStates.Of(detail) : null,
        WhatToTest = build.RelatedMany("betaBuildLocalizations") is { } texts ? [.. texts.Select(id => document.Find("betaBuildLocalizations", id)?.Text("whatsNew")).OfType<string>()] : [],
    };
}
