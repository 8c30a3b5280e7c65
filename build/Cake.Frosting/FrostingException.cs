namespace Cake.Frosting;

/// <summary>The host was put together wrongly. Carries no exit code: what the engine throws does.</summary>
public sealed class FrostingException : Exception
{
    public FrostingException()
    {
    }

    public FrostingException(string message)
        : base(message)
    {
    }

    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
