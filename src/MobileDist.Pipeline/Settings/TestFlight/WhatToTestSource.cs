namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>Where "What to Test" comes from, in one language.</summary>
/// <param name="Locale">Such as <c>de-DE</c>; null for the app's first language.</param>
/// <param name="Path">The file, absolute; null for title and text of the pull request.</param>
internal sealed record WhatToTestSource(string? Locale, string? Path);
