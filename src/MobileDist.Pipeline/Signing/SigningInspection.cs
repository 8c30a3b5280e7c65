using System.Collections.Immutable;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Signing;

/// <summary>What is known of a package before it is signed.</summary>
/// <param name="Warnings">What the user should know about it.</param>
/// <param name="Audience">Who can install it, where signing decides that.</param>
internal sealed record SigningInspection(ImmutableArray<Fault> Warnings, RecordedAudience? Audience = null);
