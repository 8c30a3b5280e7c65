namespace MobileDist.GooglePlay.Tests;

/// <summary>Answers downloads with some bytes and then nothing, for so many times; a proxy that lost the other side does so.</summary>
internal sealed class StallingHandler(HttpMessageHandler inner, int times) : DelegatingHandler(inner)
{
    public int Left { get; private set; } = times;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Left > 0 && request.RequestUri!.AbsolutePath.EndsWith(":download", StringComparison.Ordinal))
        {
            Left--;
            response.Content = new StreamContent(new Silence());
        }

        return response;
    }

    private sealed class Silence : Stream
    {
        private bool _hasBegun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_hasBegun)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            _hasBegun = true;
            return Math.Min(buffer.Length, 10);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
