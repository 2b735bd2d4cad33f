//! The one place where directory entries, links and the count of files change, so that they agree.

use std::sync::Arc;

use super::inode::{Body, Inode, Link, Name};
use super::walk::Last;
use super::{Credentials, Errno, FileKind, InodeId, Mode, Vfs};

impl Vfs {
    /// What `name` is in `directory`, without any check of permission.
    pub(super) fn entry(&self, directory: InodeId, name: &[u8]) -> Option<InodeId> {
        self.table
            .get(directory)?
            .as_directory()?
            .entries
            .get(name)
            .copied()
    }

    /// Whether a new entry `name` may be made in `directory`.
    pub(super) fn check_new_entry(&self, directory: InodeId, name: &[u8]) -> Result<(), Errno> {
        self.check_entries_change(directory)?;
        let length = self.canonical_len(directory).ok_or(Errno::ENOENT)?;
        if length.saturating_add(1).saturating_add(name.len()) > self.limits.max_canonical {
            return Err(Errno::ENAMETOOLONG);
        }
        Ok(())
    }

    /// The directory and name where `path` is to make a new entry (Linux's `filename_create`). Only a directory's name
    /// may be followed by a slash.
    pub(super) fn vacant_place(
        &self,
        base: InodeId,
        path: &[u8],
        for_directory: bool,
    ) -> Result<(InodeId, Vec<u8>), Errno> {
        let place = self.place(base, path)?;
        let Last::Name(name) = place.last else {
            return Err(Errno::EEXIST);
        };
        if self.lookup(place.directory, &name)?.is_some() {
            return Err(Errno::EEXIST);
        }
        if place.trailing_slash && !for_directory {
            return Err(Errno::ENOENT);
        }
        self.check_new_entry(place.directory, &name)?;
        Ok((place.directory, name))
    }

    /// Whether the guest may hold one more file.
    pub(super) fn check_file_quota(&self) -> Result<(), Errno> {
        if self.usage.files_created < self.limits.max_files {
            Ok(())
        } else {
            Err(Errno::ENOSPC)
        }
    }

    /// Makes a new inode of the guest and its entry, after [`check_new_entry`](Self::check_new_entry).
    pub(super) fn create(
        &mut self,
        directory: InodeId,
        name: &[u8],
        body: Body,
        mut mode: Mode,
    ) -> Result<InodeId, Errno> {
        self.check_file_quota()?;
        let parent = self.inode(directory)?;
        let mut owner = self.credentials;
        // A directory with set-group-id hands on its group, and to directories also the bit.
        if parent.mode.contains(Mode::SET_GID) {
            owner = Credentials {
                gid: parent.gid,
                ..owner
            };
            if matches!(body, Body::Directory(_)) {
                mode = mode.with(Mode::SET_GID);
            }
        }
        let id = self.table.insert(Inode::new(body, mode, owner, self.now));
        self.usage.files_created += 1;
        self.add_entry(directory, Arc::from(name), id)?;
        Ok(id)
    }

    /// Names `id` in `directory`, where the name must be free.
    pub(super) fn add_entry(
        &mut self,
        directory: InodeId,
        name: Name,
        id: InodeId,
    ) -> Result<(), Errno> {
        let (now, held) = (self.now, self.files_held(id));
        let inode = self.inode_mut(id)?;
        inode.links.push(Link {
            parent: directory,
            name: name.clone(),
        });
        inode.ctime = now;
        if let Some(moved) = inode.as_directory_mut() {
            moved.parent = directory;
        }
        let is_directory = inode.is_directory();
        let parent = self.inode_mut(directory)?;
        parent.content_changed(now);
        let entries = parent.as_directory_mut().ok_or(Errno::ENOTDIR)?;
        entries.subdirectories += u64::from(is_directory);
        Arc::make_mut(&mut entries.entries).insert(name, id);
        self.recount_files(id, held);
        Ok(())
    }

    /// Takes the name from `directory`. The inode itself stays until [`free_if_unused`](Self::free_if_unused).
    pub(super) fn remove_entry(
        &mut self,
        directory: InodeId,
        name: &[u8],
    ) -> Result<InodeId, Errno> {
        let id = self.entry(directory, name).ok_or(Errno::ENOENT)?;
        let (now, held) = (self.now, self.files_held(id));
        let inode = self.inode_mut(id)?;
        inode
            .links
            .retain(|link| link.parent != directory || *link.name != *name);
        inode.ctime = now;
        let is_directory = inode.is_directory();
        let parent = self.inode_mut(directory)?;
        parent.content_changed(now);
        let entries = parent.as_directory_mut().ok_or(Errno::ENOTDIR)?;
        entries.subdirectories = entries
            .subdirectories
            .saturating_sub(u64::from(is_directory));
        Arc::make_mut(&mut entries.entries).remove(name);
        self.recount_files(id, held);
        Ok(id)
    }

    /// Forgets an inode and gives its quota back, if neither an entry nor an open file holds it.
    pub(super) fn free_if_unused(&mut self, id: InodeId) {
        let Some(inode) = self.table.get(id) else {
            return;
        };
        if id == InodeId::ROOT || !inode.links.is_empty() || self.open_counts.contains_key(&id) {
            return;
        }
        self.usage.bytes = self.usage.bytes.saturating_sub(inode.charged);
        self.usage.files_created = self.usage.files_created.saturating_sub(self.files_held(id));
        self.table.remove(id);
    }

    /// How much this inode counts as files: one for each link that was not seeded, and at least one if the guest made it.
    fn files_held(&self, id: InodeId) -> u64 {
        let Some(inode) = self.table.get(id) else {
            return 0;
        };
        let links = inode.links.len() as u64;
        match self.table.seeded(id) {
            _ if inode.kind() == FileKind::Directory => u64::from(self.table.seeded(id).is_none()),
            Some(seeded) => links.saturating_sub(seeded.links.len() as u64),
            None => links.max(1),
        }
    }

    fn recount_files(&mut self, id: InodeId, held_before: u64) {
        self.usage.files_created =
            (self.usage.files_created + self.files_held(id)).saturating_sub(held_before);
    }
}
