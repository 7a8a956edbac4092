using MimeKit;

namespace CreditBridge.Jobs.Letters;

/// <summary>Puts letters into a folder, whole or not at all, for a mail server that picks them up or a person who looks.</summary>
internal sealed class PickupFolder(string path) : ILetterCarrier
{
    public async Task CarryAsync(MimeMessage letter, CancellationToken cancellation)
    {
        var name = Path.Combine(Directory.CreateDirectory(path).FullName, $"{letter.MessageId!.Split('@')[0]}.eml");
        await letter.WriteToAsync(name + ".part", cancellation);
        File.Move(name + ".part", name, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
