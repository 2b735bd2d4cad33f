//! All inodes: those seeded, and those that the guest changed or made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::InodeId;
use super::inode::Inode;

/// The inodes by number. Seeded ones are shared between clones and never altered after the first change by the guest;
/// `changed` lies over them.
#[derive(Debug, Clone)]
pub(super) struct InodeTable {
    /// The inode with number `n` at `n - 1`.
    seed: Arc<Vec<Arc<Inode>>>,
    /// What differs from the seed: a copy, a new inode, or `None` for a seeded inode that is gone.
    changed: BTreeMap<InodeId, Option<Inode>>,
    next: u64,
}

impl InodeTable {
    pub fn new(root: Inode) -> Self {
        Self {
            seed: Arc::new(vec![Arc::new(root)]),
            changed: BTreeMap::new(),
            next: 2,
        }
    }

    pub fn get(&self, id: InodeId) -> Option<&Inode> {
        match self.changed.get(&id) {
            Some(slot) => slot.as_ref(),
            None => self.seeded(id),
        }
    }

    pub fn get_mut(&mut self, id: InodeId) -> Option<&mut Inode> {
        let seed = &self.seed;
        match self.changed.entry(id) {
            std::collections::btree_map::Entry::Occupied(slot) => slot.into_mut().as_mut(),
            std::collections::btree_map::Entry::Vacant(slot) => {
                let inode = seed.get(seed_index(id)?)?;
                slot.insert(Some(Inode::clone(inode))).as_mut()
            }
        }
    }

    /// Adds a new inode of the guest.
    pub fn insert(&mut self, inode: Inode) -> InodeId {
        let id = InodeId(self.next);
        self.next += 1;
        self.changed.insert(id, Some(inode));
        id
    }

    /// Forgets an inode that nothing names or holds any more.
    pub fn remove(&mut self, id: InodeId) {
        if self.seeded(id).is_some() {
            self.changed.insert(id, None);
        } else {
            self.changed.remove(&id);
        }
    }

    /// The inode as it was seeded.
    pub fn seeded(&self, id: InodeId) -> Option<&Inode> {
        self.seed.get(seed_index(id)?).map(|inode| &**inode)
    }

    /// What was touched since seeding; `None` is a seeded inode that is gone.
    pub fn changed(&self) -> impl Iterator<Item = (InodeId, Option<&Inode>)> {
        self.changed.iter().map(|(&id, slot)| (id, slot.as_ref()))
    }

    /// Whether the guest has neither changed nor made anything.
    pub fn is_pristine(&self) -> bool {
        self.changed.is_empty() && self.next == self.seed.len() as u64 + 1
    }

    /// Adds an inode to the seed of a pristine table.
    pub fn seed_insert(&mut self, inode: Inode) -> InodeId {
        debug_assert!(self.is_pristine());
        let id = InodeId(self.next);
        self.next += 1;
        Arc::make_mut(&mut self.seed).push(Arc::new(inode));
        id
    }

    /// An inode of the seed for a change to the seed.
    pub fn seed_mut(&mut self, id: InodeId) -> Option<&mut Inode> {
        debug_assert!(self.is_pristine());
        Arc::make_mut(&mut self.seed)
            .get_mut(seed_index(id)?)
            .map(Arc::make_mut)
    }
}

fn seed_index(id: InodeId) -> Option<usize> {
    usize::try_from(id.0.checked_sub(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Mode, Timestamp};
    use super::*;

    #[test]
    fn changes_lie_over_the_seed() {
        let mut table = InodeTable::new(Inode::root(Timestamp(1)));
        let file = table.seed_insert(Inode::root(Timestamp(2)));
        let template = table.clone();
        assert!(table.is_pristine());
        table.get_mut(file).unwrap().mode = Mode::new(0);
        let new = table.insert(Inode::root(Timestamp(3)));
        assert_eq!((file.number(), new.number()), (2, 3));
        assert_eq!(table.get(file).unwrap().mode, Mode::new(0));
        assert_eq!(table.seeded(file).unwrap().mode, Mode::new(0o755));
        assert_eq!(template.get(file).unwrap().mode, Mode::new(0o755));
        assert_eq!(table.changed().count(), 2);
        table.remove(file);
        table.remove(new);
        assert!(
            table.get(file).is_none() && table.get_mut(file).is_none() && table.get(new).is_none()
        );
        assert!(table.get(InodeId(0)).is_none() && table.get_mut(InodeId(u64::MAX)).is_none());
        assert!(!table.is_pristine());
    }
}
