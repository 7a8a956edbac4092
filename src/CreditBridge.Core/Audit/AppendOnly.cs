using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CreditBridge.Core.Audit;

/// <summary>What is written into the trail stays: whatever is about to be saved, an entry or a checkpoint is neither changed nor removed, but for a redaction.</summary>
internal static class AppendOnly
{
    private static readonly string[] Redactable =
    [
        nameof(AuditEntry.ActorName), nameof(AuditEntry.ActorUserId), nameof(AuditEntry.Before), nameof(AuditEntry.After), nameof(AuditEntry.Why),
        nameof(AuditEntry.Salt), nameof(AuditEntry.RedactedAt),
    ];

    /// <exception cref="InvalidOperationException">It would change the trail.</exception>
    public static void Demand(EntityEntry row)
    {
        if (row is not { Entity: AuditEntry or AuditCheckpoint, State: EntityState.Modified or EntityState.Deleted })
            return;
        var isRedaction = row.State == EntityState.Modified && row.Entity is AuditEntry { RedactedAt: not null, IsBlank: true }
            && row.Property(nameof(AuditEntry.RedactedAt)).OriginalValue is null
            && row.Properties.All(property => !property.IsModified || Redactable.Contains(property.Metadata.Name));
        if (!isRedaction)
            throw new InvalidOperationException($"The trail only grows: this {row.Metadata.ClrType.Name} can't be {(row.State == EntityState.Deleted ? "removed" : "changed")}.");
    }
}
